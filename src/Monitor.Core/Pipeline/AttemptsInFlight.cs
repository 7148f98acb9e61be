using System.Diagnostics;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;

namespace Monitor.Pipeline;

/// <summary>
/// What one worker is sending just now. So many go to one place at a time; one that takes longer than <see cref="SlowAfter"/> holds its own
/// connection and nothing else, so that no message waits for another's stalled server.
/// </summary>
internal sealed class AttemptsInFlight(int parallel)
{
    /// <summary>Conversations with one place, slow ones among them: a server that stalls for everybody is not flooded with connections.</summary>
    private const int OnePlaceMax = 16;

    /// <summary>All of a worker's.</summary>
    private const int AllMax = 64;

    /// <summary>Those that are no mails: the rest is kept for mails, so that hosts which stall cannot hold them up.</summary>
    private const int OthersMax = AllMax - OnePlaceMax;

    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(5);

    private static readonly IReadOnlyList<string> OtherKinds =
        [.. ChannelKinds.All.Select(channel => channel.Kind).Where(kind => kind != MailChannel.KindName)];

    private readonly List<Attempt> _attempts = [];

    public bool IsFull => _attempts.Count >= AllMax;

    public void Add(OutboxMessage message, Task work) => _attempts.Add(new Attempt(message, work, Stopwatch.GetTimestamp()));

    /// <summary>Where no further conversation may begin. All mails go to one server, whatever their domain.</summary>
    /// <param name="tried">Kinds of channels of which one message at a time tries whether they work again.</param>
    public ClosedWays Closed(IReadOnlyCollection<string> tried)
    {
        var kinds = Busy(_attempts.Where(IsMail), attempt => attempt.Message.ChannelKind)
            .Concat(_attempts.Count(attempt => !IsMail(attempt)) >= OthersMax ? OtherKinds : [])
            .Concat(tried.Where(kind => _attempts.Exists(attempt => attempt.Message.ChannelKind == kind)));
        return new ClosedWays([.. kinds.Distinct()], [.. Busy(_attempts.Where(attempt => !IsMail(attempt)), attempt => attempt.Message.Destination)]);
    }

    /// <summary>Waits until one ends, or for so long; false when there was none to wait for.</summary>
    public async Task<bool> WaitAsync(TimeSpan most)
    {
        if (_attempts.Count == 0)
        {
            return false;
        }

        using var ended = new CancellationTokenSource();
        await Task.WhenAny([.. _attempts.Select(attempt => attempt.Work), Task.Delay(most, ended.Token)]);
        await ended.CancelAsync();
        _attempts.RemoveAll(attempt => attempt.Work.IsCompleted);
        return true;
    }

    public Task AllAsync() => Task.WhenAll(_attempts.Select(attempt => attempt.Work));

    private IEnumerable<string> Busy(IEnumerable<Attempt> attempts, Func<Attempt, string> place) =>
        from attempt in attempts
        group attempt by place(attempt) into there
        where there.Count() >= OnePlaceMax || there.Count(attempt => Stopwatch.GetElapsedTime(attempt.StartedAt) < SlowAfter) >= parallel
        select there.Key;

    private static bool IsMail(Attempt attempt) => attempt.Message.ChannelKind == MailChannel.KindName;

    private sealed record Attempt(OutboxMessage Message, Task Work, long StartedAt);
}
