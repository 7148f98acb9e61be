using System.Globalization;
using Monitor.Feeds.Polling;
using Monitor.Net;

namespace Monitor.Benchmarks.Feeds;

/// <summary>
/// A day of many feeds by the real schedule (<see cref="PollSchedule"/>) and the real spacing of hosts, without network or database: how late polls are, how
/// many there are a second, how many rows they write. What feeds do is assumed, and printed with the result.
/// </summary>
internal sealed class ScheduleDay
{
    private const int FetchesAtOnce = 32;
    private const int EntriesListed = 20;

    // Rows a poll inserts, changes or deletes: claim, feed, line of the history in and out, host taken and given back.
    private const int RowsAPoll = 6;

    // Rows of a new entry on its whole way: ledger, article, listing; claimed, read, grouped; place, signature and a story's change.
    private const int RowsAnEntry = 9;

    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(5);
    private readonly int _feeds;
    private readonly int _workers;
    private readonly int[] _host;
    private readonly float[] _entriesADay;
    private readonly TimeSpan[] _interval;
    private readonly DateTimeOffset[] _polledAt;
    private readonly DateTimeOffset[] _hostFreeAt;
    private readonly PriorityQueue<(int Feed, DateTimeOffset DueAt, bool HasTurn), DateTimeOffset> _queue = new();
    private readonly PriorityQueue<int, DateTimeOffset> _places = new();

    private ScheduleDay(int feeds, int hosts, int workers, bool isSkewed)
    {
        (_feeds, _workers) = (feeds, workers);
        (_host, _entriesADay, _interval, _polledAt) = (new int[feeds], new float[feeds], new TimeSpan[feeds], new DateTimeOffset[feeds]);
        _hostFreeAt = new DateTimeOffset[hosts];
        for (var feed = 0; feed < feeds; feed++)
        {
            // Even: as many feeds on each host. Skewed: the host of rank r has a share of 1/r, as platforms have.
            _host[feed] = isSkewed ? Math.Min(hosts - 1, (int)Math.Pow(hosts, _random.NextDouble()) - 1) : feed % hosts;
            // A median of one entry a day, a tenth with ten and more: log-normal.
            _entriesADay[feed] = (float)Math.Exp(1.8 * Normal());
            _interval[feed] = PollSchedule.IntervalAtFirst;
        }
    }

    /// <summary>Arguments: feeds, hosts, workers, "even" or "skewed", days; the last day is reported.</summary>
    public static int Run(string[] arguments)
    {
        int Number(int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;
        var (feeds, hosts, workers, days) = (Number(0, 1_000_000), Number(1, 50_000), Number(2, 4), Number(4, 2));
        var isSkewed = arguments.ElementAtOrDefault(3) == "skewed";
        Console.WriteLine(
            $"{feeds:N0} feeds on {hosts:N0} hosts ({(isSkewed ? "skewed" : "even")}), {workers} workers of {FetchesAtOnce} fetches; assumed: a median of one "
                + $"entry a day (log-normal), {EntriesListed} listed, four of five with validators, one of four fresh for an hour, fetches of 0.2 to 3 s");
        new ScheduleDay(feeds, hosts, workers, isSkewed).Live(days);
        return 0;
    }

    private void Live(int days)
    {
        for (var place = 0; place < _workers * FetchesAtOnce; place++)
        {
            _places.Enqueue(place, Begin);
        }

        for (var feed = 0; feed < _feeds; feed++)
        {
            // Known before: their first polls lie anywhere in an hour.
            var dueAt = Begin + (PollSchedule.IntervalAtFirst * _random.NextDouble());
            _polledAt[feed] = dueAt - PollSchedule.IntervalAtFirst;
            _queue.Enqueue((feed, dueAt, false), dueAt);
        }

        var (from, end) = (Begin.AddDays(days - 1), Begin.AddDays(days));
        var (lateness, perSecond, entries) = (new List<float>(), new int[86_400], 0L);
        while (_queue.TryDequeue(out var next, out var at) && at < end)
        {
            if (!next.HasTurn && _hostFreeAt[_host[next.Feed]] is var freeAt && freeAt > at)
            {
                // In the order in which they became due, a host's turns are a second apart.
                _hostFreeAt[_host[next.Feed]] = freeAt + HostTurn.Spacing;
                _queue.Enqueue((next.Feed, next.DueAt, true), freeAt);
                continue;
            }

            if (!next.HasTurn)
            {
                _hostFreeAt[_host[next.Feed]] = at + HostTurn.Spacing;
            }

            _places.TryDequeue(out var place, out var placeFreeAt);
            var startAt = placeFreeAt > at ? placeFreeAt : at;
            var endAt = startAt + TimeSpan.FromSeconds(0.2 + (2.8 * Math.Pow(_random.NextDouble(), 3)));
            _places.Enqueue(place, endAt);
            var found = Poll(next.Feed, endAt);
            if (startAt >= from && startAt < end)
            {
                lateness.Add((float)(startAt - next.DueAt).TotalSeconds);
                perSecond[(int)(startAt - from).TotalSeconds]++;
                entries += found;
            }
        }

        Report(lateness, perSecond, entries);
    }

    /// <summary>Polls a feed and plans the next time; answers how many entries were new.</summary>
    private int Poll(int feed, DateTimeOffset at)
    {
        var came = Math.Min(EntriesListed, Poisson(_entriesADay[feed] * (at - _polledAt[feed]).TotalDays));
        var hasValidators = feed % 5 != 0;
        var decision = PollSchedule.Decide(
            at, _interval[feed], 0, null, PollSchedule.JitterOf(feed), new PollFinding(came > 0 ? PollOutcome.Parsed
                : hasValidators ? PollOutcome.NotModified : PollOutcome.SameBody)
            {
                EntriesListed = came > 0 ? EntriesListed : 0,
                EntriesNew = came,
                HasValidators = hasValidators,
                FreshFor = feed % 4 == 0 ? TimeSpan.FromHours(1) : null,
            });
        (_polledAt[feed], _interval[feed]) = (at, decision.Interval);
        _queue.Enqueue((feed, decision.At!.Value, false), decision.At.Value);
        return came;
    }

    private void Report(List<float> lateness, int[] perSecond, long entries)
    {
        lateness.Sort();
        Array.Sort(perSecond);
        var waiting = 0;
        while (_queue.TryDequeue(out var next, out _))
        {
            waiting += next.HasTurn ? 1 : 0;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"polls {lateness.Count:N0}, {lateness.Count / 86_400.0:0} a second (99 %: {perSecond[85_535]}, most {perSecond[^1]}); new entries {entries:N0}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"lateness in seconds: median {lateness[lateness.Count / 2]:0.0}, 95 % {lateness[(int)(lateness.Count * 0.95)]:0.0}, 99 % "
                + $"{lateness[(int)(lateness.Count * 0.99)]:0.0}, most {lateness[^1]:0}; in a queue of their host at midnight {waiting:N0}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"rows written: {(lateness.Count * (long)RowsAPoll) + (entries * RowsAnEntry):N0}, "
                + $"{((lateness.Count * (long)RowsAPoll) + (entries * RowsAnEntry)) / 86_400.0:N0} a second"));
    }

    // Box and Muller, 1958.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Knuth's way for small means; beyond them all that is listed is new anyhow.</summary>
    private int Poisson(double mean)
    {
        if (mean > 3 * EntriesListed)
        {
            return EntriesListed;
        }

        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0);
        while (product > limit)
        {
            product *= _random.NextDouble();
            count++;
        }

        return count;
    }
}
