using System.Globalization;
using Monitor.Articles;

namespace Monitor.Tests.Attributions;

/// <summary>Two simulated months in which a minister changes.</summary>
public sealed class TwoMonthsTests(ITestOutputHelper output)
{
    [Fact]
    public void The_news_teaches_who_holds_an_office_and_when_it_passes_on()
    {
        var replay = new NewsReplay();
        var wrong = new List<string>();
        foreach (var row in CaseFile.Read("two-months.cases"))
        {
            var (line, expected) = (row.Data.Item1, row.Data.Item2);
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            var published = DateTimeOffset.ParseExact("2026-" + parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var sentence = parts[3].IndexOf(". ", StringComparison.Ordinal);
            var (title, text) = sentence < 0 ? (parts[3], "") : (parts[3][..(sentence + 1)], parts[3][(sentence + 2)..]);
            var statements = replay.Read(new ArticleLine(line, parts[1], null, title, text, published, parts[2]));
            if (statements != Attributed.Sorted(expected))
            {
                wrong.Add($"{line} => {statements}");
            }
        }

        replay.Changes.ForEach(output.WriteLine);
        Assert.Empty(wrong);
        Assert.Equal(
            [
                "09-03 Clara Winterfeld, foreign-minister of country:AT: learnt (3 outlets on 3 days say so)",
                "10-03 Clara Winterfeld, foreign-minister of country:AT: ended after 10-01 (3 outlets name Jakob Lehner)",
                "10-03 Jakob Lehner, foreign-minister of country:AT: learnt (3 outlets on 3 days say so)",
                "10-08 Marie Lehner, defence-minister of country:LU: learnt (3 outlets on 3 days say so)",
            ],
            replay.Changes);
    }
}
