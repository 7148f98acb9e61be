using Monitor.Runs;

namespace Monitor.Tests.Runs;

public sealed class RunTallyTests
{
    [Fact]
    public void A_report_lists_counts_in_the_order_in_which_the_run_names_them()
    {
        var tally = new RunTally("deliver", ["sent"], "deferred", "unknown", "rejected");

        tally.Count("rejected");
        tally.Count("deferred", 2);
        tally.Skip("alert/desk/1: rejected, no such user");

        Assert.Equal("deliver: 0 sent, 2 deferred, 1 rejected; 1 skipped (1.00 s)", tally.Report(TimeSpan.FromSeconds(1)).ToString());
    }

    [Fact]
    public void What_a_part_counted_is_added()
    {
        var tally = new RunTally("group", ["articles", "copies"]);
        var part = new RunTally("group", ["articles", "copies"]);
        tally.Count("articles", 3);
        part.Count("articles", 2);
        part.Skip("article 7: too long");

        tally.Take(part);

        Assert.Equal((5, 0), (tally["articles"], tally["copies"]));
        Assert.Equal(["article 7: too long"], tally.Skipped);
    }

    [Fact]
    public void A_count_that_the_run_did_not_name_is_a_mistake() =>
        Assert.Throws<KeyNotFoundException>(() => new RunTally("read", ["read"]).Count("raed"));

    [Fact]
    public void Counting_side_by_side_loses_nothing()
    {
        var tally = new RunTally("read", ["read"]);

        Parallel.For(0, 10_000, _ => tally.Count("read"));

        Assert.Equal(10_000, tally["read"]);
    }
}
