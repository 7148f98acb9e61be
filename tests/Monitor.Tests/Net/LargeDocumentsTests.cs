using Monitor.Net;

namespace Monitor.Tests.Net;

public sealed class LargeDocumentsTests
{
    [Fact]
    public async Task A_place_that_was_given_back_is_free_for_others_and_can_be_taken_again()
    {
        using var one = new LargeDocuments.Place();
        using var other = new LargeDocuments.Place();
        Assert.True(await one.TakeAsync(TestContext.Current.CancellationToken));
        one.Dispose();
        Assert.True(await other.TakeAsync(TestContext.Current.CancellationToken));
        other.Dispose();
        Assert.True(await one.TakeAsync(TestContext.Current.CancellationToken));
    }
}
