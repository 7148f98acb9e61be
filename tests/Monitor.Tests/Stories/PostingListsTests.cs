using FsCheck.Fluent;
using Monitor.Stories.Index.Postings;

namespace Monitor.Tests.Stories;

public sealed class PostingListsTests
{
    [Fact]
    public void A_list_holds_the_latest_entries_of_its_term() =>
        Prop.ForAll(Gen.Choose(0, 4).ArrayOf(1500).ToArbitrary(), terms =>
        {
            var lists = new PostingLists(new PostingBlocks());
            var expected = new List<int>[5];
            for (var entry = 0; entry < terms.Length; entry++)
            {
                // Few have all the entries, so that lists outgrow their blocks and go round.
                var term = terms[entry] * terms[entry] % 5;
                lists.Add((uint)term + 1, entry, oldest: 0);
                (expected[term] ??= []).Add(entry);
            }

            return expected.Select((entries, term) => (entries ?? []).TakeLast(PostingLists.ListMax).SequenceEqual(lists.Of((uint)term + 1).ToArray().Order()))
                .All(same => same);
        }).Holds();

    [Fact]
    public void An_entry_that_is_taken_out_is_gone_and_the_order_of_the_others_stays()
    {
        var lists = new PostingLists(new PostingBlocks());
        for (var entry = 0; entry < 300; entry++)
        {
            lists.Add(7, entry, oldest: 0);
        }

        lists.Remove(7, 200);
        lists.Add(7, 300, oldest: 0);
        lists.Add(7, 301, oldest: 0);

        Assert.Equal(Enumerable.Range(173, 129).Where(entry => entry != 200), lists.Of(7).ToArray().Order());
    }

    [Fact]
    public void Terms_that_left_the_window_make_room_for_others()
    {
        var lists = new PostingLists(new PostingBlocks());
        for (var entry = 0; entry < 20_000; entry++)
        {
            lists.Add((uint)entry + 1, entry, oldest: entry - 10);
            lists.Add((uint)entry, entry, oldest: entry - 10);
        }

        Assert.Empty(lists.Of(1).ToArray());
        Assert.Equal([19_998, 19_999], lists.Of(19_999).ToArray().Order());
    }
}
