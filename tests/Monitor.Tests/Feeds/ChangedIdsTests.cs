using System.Globalization;
using Monitor.Articles.Addresses;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Polling;

namespace Monitor.Tests.Feeds;

public sealed class ChangedIdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 12, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Pairs => CaseFile.Read("changed-ids.cases");

    public static TheoryData<string, string> Texts => CaseFile.Read("settled-texts.cases");

    [Theory, MemberData(nameof(Pairs))]
    public void An_entry_is_the_same_under_another_id_only_where_the_signs_fit(string pair, string expected)
    {
        var (former, later) = (pair.Split('|')[0].Trim(), pair.Split('|')[1].Trim());
        var isListedStill = former.StartsWith('+');
        var first = Entry(former.TrimStart('+', ' '));
        var rows = EntryLedger.Compare(1, Marked(first), [], [], Noon).Added;

        var change = Compare(rows, isListedStill ? [Entry(later), first] : [Entry(later)]);

        Assert.Equal(expected == "new" ? 1 : 0, change.New);
    }

    [Theory, MemberData(nameof(Texts))]
    public void Numbers_alone_are_no_change_of_a_text(string texts, string expected)
    {
        var parts = texts.Split('|');

        Assert.Equal(
            expected == "same",
            SettledText.Of(new FeedText(parts[0].Trim(), true)) == SettledText.Of(new FeedText(parts[1].Trim(), true)));
    }

    [Fact]
    public void A_list_that_comes_again_under_new_ids_and_addresses_is_recognised_by_its_titles_and_instants()
    {
        var before = Enumerable.Range(0, 5).Select(number => Renumbered(number, "a")).ToArray();
        var rows = EntryLedger.Compare(1, Marked(before), [], [], Noon).Added;

        var change = Compare(rows, [.. Enumerable.Range(0, 5).Select(number => Renumbered(number, "b")), Renumbered(9, "b")]);

        Assert.Equal(Renumbered(9, "b").Id, Assert.Single(change.Found).Entry.Id);
    }

    [Fact]
    public void Two_entries_that_come_again_under_new_addresses_are_no_renumbered_list()
    {
        var rows = EntryLedger.Compare(1, Marked(Renumbered(1, "a"), Renumbered(2, "a")), [], [], Noon).Added;

        Assert.Equal(2, Compare(rows, [Renumbered(1, "b"), Renumbered(2, "b")]).New);
    }

    [Fact]
    public void An_entry_keeps_the_key_that_its_article_has_through_all_its_ids()
    {
        var first = Entry("a ; http://h.example/wall ; Wall ; ~ ; 08:00");
        var row = EntryLedger.Compare(1, Marked(first), [], [], Noon).Added[0];
        var key = row.Key;

        foreach (var id in new[] { "b", "c", "a", "d" })
        {
            var change = Compare([row], [first with { Id = id, Summary = new FeedText($"What {id} says", false) }]);
            Assert.Equal((key, false), (Assert.Single(change.Found).Key, change.Found[0].IsNew));
        }
    }

    [Fact]
    public void A_number_in_a_title_is_a_change()
    {
        var first = Entry("a ; http://h.example/wall ; 14 killed ; ~ ; 08:00");
        var rows = EntryLedger.Compare(1, Marked(first), [], [], Noon).Added;

        Assert.Single(Compare(rows, [first with { Title = new FeedText("17 killed", false) }]).Found);
    }

    private static ParsedEntry Renumbered(int number, string fetch) =>
        Entry($"{fetch}{number} ; http://news.example/CBMi{number}{fetch} ; Headline {number} ; ~ ; 0{number}:00");

    private static LedgerChange Compare(IReadOnlyList<SeenEntry> rows, ParsedEntry[] entries)
    {
        var marked = Marked(entries);
        return EntryLedger.Compare(
            1, marked, rows.Where(row => marked.Any(pair => pair.Mark.Key == row.Key || pair.Mark.KeyWithVariant == row.Key)), rows, Noon.AddHours(3));
    }

    private static List<(ParsedEntry Entry, EntryMark Mark)> Marked(params ParsedEntry[] entries) =>
        [.. entries.Select(entry => (entry, EntryMark.Of(entry, EntryAddresses.Of(entry.Link))!))];

    private static ParsedEntry Entry(string written)
    {
        var fields = written.Split(" ; ").Select(field => field.Trim() == "~" ? null : field.Trim()).ToArray();
        return new ParsedEntry
        {
            Id = fields[0],
            Link = fields[1],
            Title = new FeedText(fields[2]!, false),
            Summary = fields[3] is { } text ? new FeedText(text, false) : null,
            Published = fields[4] is { } at
                ? DateTimeOffset.Parse(at.Contains('T', StringComparison.Ordinal) ? $"2026-01-{at}Z" : $"2026-01-12T{at}Z", CultureInfo.InvariantCulture)
                : null,
        };
    }
}
