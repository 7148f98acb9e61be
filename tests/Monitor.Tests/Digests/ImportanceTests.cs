using System.Globalization;
using FsCheck.Fluent;
using Monitor.Attributions;
using Monitor.Digests;

namespace Monitor.Tests.Digests;

public sealed class ImportanceTests
{
    public static TheoryData<string, string> Cases => Pairs("importance.cases");

    /// <summary>Written by somebody who did not know the function, before it was run on them.</summary>
    public static TheoryData<string, string> Order => Pairs("importance-order.cases");

    public static TheoryData<string, string, string> Floors
    {
        get
        {
            var floors = new TheoryData<string, string, string>();
            foreach (var parts in CaseFile.Lines("importance-order.cases").Where(line => line.Contains("=>", StringComparison.Ordinal)).Select(line => line.Split([": ", " => "], 0)))
            {
                floors.Add(parts[0], parts[1], parts[2]);
            }

            return floors;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_one_stands_above_the_other(string above, string below)
    {
        var (one, other) = (Importance.Of(Of(above)), Importance.Of(Of(below)));

        Assert.True(one.Points > other.Points, $"{above}: {one}\n{below}: {other}");
    }

    [Theory, MemberData(nameof(Order))]
    public void The_one_stands_above_the_other_as_was_written_before(string above, string below)
    {
        var (one, other) = (Importance.Of(Written(above)), Importance.Of(Written(below)));

        Assert.True(one.Points > other.Points, $"{above}: {one}\n{below}: {other}");
    }

    [Theory, MemberData(nameof(Floors))]
    public void A_floor_keeps_or_leaves_out(string floor, string entry, string kept)
    {
        var factors = Written(entry);

        var passes = Importance.Passes(
            factors.Novelty, factors.Strength is not null, factors.Known + factors.Weights.Count, floor == "no floor" ? 1 : Number(floor.Split(' ')[^1]));

        Assert.Equal(kept == "keep", passes);
    }

    [Fact]
    public void It_is_a_number_between_0_and_100_and_the_sum_of_its_parts() => Prop.ForAll((int novelty, int reports, int others) =>
    {
        var factors = new ImportanceFactors(
            (DigestNovelty)Math.Abs(novelty % 9), (AttributionStrength)Math.Abs(novelty % 7),
            [.. Enumerable.Repeat(1.0, Math.Abs(reports % 5000))], Math.Abs(others % 5000))
        {
            Interests = Math.Abs(others % 77),
            InterestHits = Math.Abs(others % 777),
            IsAlerted = others % 2 == 0,
            Age = TimeSpan.FromHours(others % 99),
        };

        var importance = Importance.Of(factors);

        return importance.Value is >= 0 and <= 100 && (importance.Points is 100 || Math.Abs(importance.Parts.Sum(part => part.Points) - importance.Points) < 1e-9);
    }).Holds();

    [Fact]
    public void It_says_what_it_is_made_of() =>
        Assert.Equal(
            "37: new attribution 30, official 24, 1 new reports 5, 18 h old 3, alerted already -24.8",
            Importance.Of(new ImportanceFactors(DigestNovelty.Event, AttributionStrength.Official, [1])
            {
                IsAlerted = true,
                Age = TimeSpan.FromHours(18),
            }).ToString());

    private static ImportanceFactors Of(string entry)
    {
        var words = entry.Split(' ');
        var (reports, weight, known, hits) = (1, 1, 0, 0);
        AttributionStrength? strength = null;
        foreach (var word in words.Skip(1).Where(word => word != "alerted"))
        {
            if (Enum.TryParse<AttributionStrength>(word, ignoreCase: true, out var said) && !char.IsAsciiDigit(word[0]))
            {
                strength = said;
            }
            else if (word[0] == 'w')
            {
                weight = Number(word[1..]);
            }
            else
            {
                _ = word[^1] switch
                {
                    'r' => reports = Number(word[..^1]),
                    'k' => known = Number(word[..^1]),
                    'i' => hits = Number(word[..^1]),
                    _ => throw new FormatException($"\"{word}\" of \"{entry}\""),
                };
            }
        }

        return new ImportanceFactors(
            Enum.Parse<DigestNovelty>(words[0], ignoreCase: true), strength, [.. Enumerable.Repeat((double)weight, reports)], known)
        {
            Interests = Math.Min(1, hits),
            InterestHits = hits,
            IsAlerted = words.Contains("alerted"),
        };
    }

    /// <summary>"attribution joined told reports=4 strength=supports", as importance-order.cases explains it.</summary>
    private static ImportanceFactors Written(string entry)
    {
        var isAttribution = entry.StartsWith("attribution ", StringComparison.Ordinal);
        var inputs = entry.Split(' ').Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('='))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        var novelty = entry.Contains("copies only", StringComparison.Ordinal) ? DigestNovelty.Copies
            : entry.Contains("more reports", StringComparison.Ordinal) ? DigestNovelty.Report
            : entry.Contains(" joined", StringComparison.Ordinal) ? DigestNovelty.Accuser
            : entry.Contains(" denied", StringComparison.Ordinal) ? DigestNovelty.Denial
            : entry.Contains(" indicted", StringComparison.Ordinal) ? DigestNovelty.Stronger
            : entry.Contains(" retracted", StringComparison.Ordinal) ? DigestNovelty.Retraction
            : isAttribution ? DigestNovelty.Event : DigestNovelty.Story;
        var reports = Input("reports", 1);
        var since = Input("since", novelty is DigestNovelty.Event or DigestNovelty.Story ? reports : novelty is DigestNovelty.Copies ? 0 : 1);
        var weight = double.Parse(inputs.GetValueOrDefault("weight", "1"), CultureInfo.InvariantCulture);
        var interests = Input("interests", 0);
        AttributionStrength? strength = isAttribution
            ? Enum.Parse<AttributionStrength>(inputs.GetValueOrDefault("strength", novelty is DigestNovelty.Stronger ? "indictment" : "official"), ignoreCase: true)
            : null;
        return new ImportanceFactors(novelty, strength, since == 0 ? [] : [weight, .. Enumerable.Repeat(Math.Min(1, weight), since - 1)], reports - since)
        {
            Interests = interests,
            InterestHits = Input("hits", interests),
            IsAlerted = entry.Contains(" told", StringComparison.Ordinal),
            Age = TimeSpan.FromHours(Input("age", 6)),
        };

        int Input(string name, int usual) => inputs.TryGetValue(name, out var value) ? Number(value) : usual;
    }

    private static TheoryData<string, string> Pairs(string file)
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in CaseFile.Lines(file).Where(line => !line.Contains("=>", StringComparison.Ordinal)))
        {
            if (line.Split(" > ") is [var above, var below])
            {
                cases.Add(above.Trim(), below.Trim());
            }
            else if (line.Split(" < ") is [var lower, var higher])
            {
                cases.Add(higher.Trim(), lower.Trim());
            }
        }

        return cases;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
