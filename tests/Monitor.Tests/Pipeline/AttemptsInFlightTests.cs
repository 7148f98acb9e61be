using Monitor.Delivery;
using Monitor.Pipeline;

namespace Monitor.Tests.Pipeline;

public sealed class AttemptsInFlightTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(47, "")]
    [InlineData(48, "matrix webhook")]
    public void Hosts_that_stall_leave_room_for_mails(int stalled, string closed)
    {
        var attempts = new AttemptsInFlight(parallel: 4);
        var never = new TaskCompletionSource();
        for (var i = 0; i < stalled; i++)
        {
            attempts.Add(OutboxMessage.Of("webhook", $"h{i}.example", $"{i}", "content", "desk", "subject", Noon, urgent: true), never.Task);
        }

        Assert.Equal(closed, string.Join(' ', attempts.Closed([]).Kinds.Order()));
        Assert.False(attempts.IsFull);
    }
}
