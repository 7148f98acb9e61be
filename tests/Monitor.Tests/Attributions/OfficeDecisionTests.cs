using System.Globalization;
using Monitor.Attributions.Learnt;
using Monitor.Config;

namespace Monitor.Tests.Attributions;

/// <summary>What the news of several outlets makes of a name in an office.</summary>
public sealed class OfficeDecisionTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("office-decisions.cases");

    /// <summary>
    /// A case: "A1-3 B2: Jette Holm; C4: -Jette Holm": outlet A names her on days 1 to 3, outlet B on day 2, outlet C on day 4 as a former one.
    /// "@EE" behind a name: for another state. "!book": the book has another holder. "*": in a film. "| " parts what was decided on one day from the next.
    /// </summary>
    [Theory, MemberData(nameof(Cases))]
    public void Several_outlets_on_several_days_decide(string said, string expected)
    {
        IReadOnlyList<OfficeVerdict> verdicts = [];
        var sightings = new List<OfficeSighting>();
        foreach (var turn in said.Split('|'))
        {
            sightings.AddRange(turn.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Sightings));
            var today = sightings.Max(one => one.Day);
            var of = sightings.ToLookup(one => one.Owner == "country:DK");
            verdicts = OfficeDecision.Of([.. of[true]], [.. of[false]], verdicts, today);
        }

        var written = verdicts.OrderBy(verdict => verdict.NameKey, StringComparer.Ordinal)
            .Select(verdict => $"{verdict.Name} {ConfigNode.NameOf(verdict.Standing)}{(verdict.Until is { } until ? $" {until.DayNumber - Start.DayNumber}" : "")}");
        Assert.Equal(expected, string.Join("; ", written));
    }

    [Theory]
    [InlineData("andrii-sybiha", "andriy-sybiha", true)]
    [InlineData("volodymyr-zelensky", "volodymyr-zelenskyy", true)]
    [InlineData("jette-holm", "bo-krarup-lind", false)]
    [InlineData("jette-holm", "lars-holm", false)]
    public void Two_spellings_are_one_person(string left, string right, bool isOne) => Assert.Equal(isOne, OfficeDecision.IsOnePerson(left, right));

    [Theory]
    [InlineData("Nordkyst Avis", "Nordkyst Avis Online", "The Nordkyst Avis Weekend", false)]
    [InlineData("Nordkyst Avis Online", "Nordkyst Avis Weekend", "Nordkyst", false)]
    [InlineData("Daily Courier", "Daily Herald", "Nordkyst", true)]
    public void Editions_of_one_paper_are_one_outlet(string first, string second, string third, bool isEnough)
    {
        var sightings = new[] { first, second, third }.Select((outlet, day) => Named(Sightings($"A{day + 1}: Jette Holm").Single(), outlet));

        Assert.Equal(isEnough, OfficeDecision.Of([.. sightings], [], [], Start.AddDays(3)).Count > 0);
    }

    [Theory]
    [InlineData("blamed Kosovo on Monday for a blast at a canal", "A blast at a canal was on Monday blamed on Kosovo by", true)]
    [InlineData("blamed Kosovo on Monday for a blast at a canal", "opened a power station beside a canal near the border on Friday", false)]
    public void Sentences_made_of_one_another_count_once(string left, string right, bool isEcho)
    {
        var lesson = new OfficeLesson { Name = "Jette Holm", Owner = "country:DK", Office = "prime-minister", Evidence = new(0, left.Length) };
        var ours = OfficeSighting.Of(lesson, left, "A", Start, 1);
        var theirs = OfficeSighting.Of(lesson with { Evidence = new(0, right.Length) }, right, "B", Start, 2);

        Assert.Equal(isEcho, ours.IsEcho(theirs));
    }

    private static OfficeSighting Named(OfficeSighting sighting, string outlet)
    {
        sighting.Outlet = outlet;
        return sighting;
    }

    private static readonly DateOnly Start = new(2026, 8, 31);

    private static IEnumerable<OfficeSighting> Sightings(string part)
    {
        var (places, name) = (part.Split(':')[0], part.Split(':')[1].Trim());
        var isFormer = name.StartsWith('-');
        var words = name.TrimStart('-').Split('@', '!', '*');
        foreach (var place in places.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var days = place[1..].Split('-').Select(day => int.Parse(day, CultureInfo.InvariantCulture)).ToArray();
            for (var day = days[0]; day <= days[^1]; day++)
            {
                yield return new OfficeSighting
                {
                    NameKey = OfficeSighting.KeyOf(words[0].Trim()),
                    Name = words[0].Trim(),
                    Owner = name.Contains('@', StringComparison.Ordinal) ? "country:EE" : "country:DK",
                    Office = "prime-minister",
                    Telling = isFormer ? OfficeTelling.Former : name.Contains('*', StringComparison.Ordinal) ? OfficeTelling.Unreal : OfficeTelling.Holds,
                    BookHolder = name.Contains('!', StringComparison.Ordinal) ? "person:of-the-book" : null,
                    Outlet = place[..1],
                    Day = Start.AddDays(day),
                    OtherWords = "",
                    Quote = part,
                };
            }
        }
    }
}
