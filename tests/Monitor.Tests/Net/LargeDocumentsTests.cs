using Monitor.Net;

namespace Monitor.Tests.Net;

public sealed class LargeDocumentsTests
{
    [Fact]
    public async Task A_large_document_waits_until_the_one_before_it_is_done()
    {
        var first = new LargeDocuments.Place();
        Assert.True(await first.TakeAsync(CancellationToken.None));
        Assert.True(await first.TakeAsync(CancellationToken.None), "a unit that has its place keeps it");

        using var second = new LargeDocuments.Place();
        var waiting = second.TakeAsync(CancellationToken.None);
        Assert.Equal((false, 1), (waiting.IsCompleted, LargeDocuments.Waiting));

        first.Dispose();
        Assert.True(await waiting);
        Assert.Equal(0, LargeDocuments.Waiting);
    }

    [Fact]
    public void A_unit_that_never_had_a_place_gives_none_back()
    {
        for (var unit = 0; unit < 3; unit++)
        {
            using var small = new LargeDocuments.Place();
        }

        Assert.Equal(0, LargeDocuments.Waiting);
    }
}
