using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Monitor.Storage;

namespace Monitor.Benchmarks.Pipeline;

/// <summary>What a stage took: wall time, processor time of this process and of PostgreSQL, commands sent, bytes written to the log or the file.</summary>
internal sealed class StageMeter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly MonitorDbContextFactory _contexts;
    private readonly ServerClock _server;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Dictionary<string, int> _texts = [];
    private readonly Lock _lock = new();
    private long _commands;

    public StageMeter(MonitorDbContextFactory contexts, ServerClock server)
    {
        (_contexts, _server) = (contexts, server);
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Counts each command by its beginning, for <see cref="PrintCommands"/>.</summary>
    public bool KeepsTexts { get; init; }

    public static void PrintHead() => Console.WriteLine(
        "stage      articles  wall s  cpu s  server cpu s  commands  per article  MB written  KB per article");

    public async Task<TimeSpan> MeasureAsync(string stage, int articles, Func<Task> work)
    {
        lock (_lock)
        {
            _texts.Clear();
        }

        var (commands, cpu, server, bytes) = (Interlocked.Read(ref _commands), Environment.CpuUsage.TotalTime, _server.Seconds, await WrittenAsync());
        var began = Stopwatch.GetTimestamp();
        await work();
        var wall = Stopwatch.GetElapsedTime(began);
        var sent = Interlocked.Read(ref _commands) - commands;
        var (written, used) = (await WrittenAsync() - bytes, Environment.CpuUsage.TotalTime - cpu);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{stage,-10} {articles,8} {wall.TotalSeconds,7:0.00} {used.TotalSeconds,6:0.00} {_server.Seconds - server,13:0.00} "
                + $"{sent,9} {sent / (double)Math.Max(1, articles),12:0.00} {written / 1e6,11:0.0} {written / 1e3 / Math.Max(1, articles),15:0.0}"));
        return wall;
    }

    public void PrintCommands(int max)
    {
        lock (_lock)
        {
            foreach (var (text, count) in _texts.OrderByDescending(one => one.Value).Take(max))
            {
                Console.WriteLine($"    {count,7}  {text}");
            }
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name
                || name == RelationalEventId.TransactionCommitted.Name || name == RelationalEventId.TransactionStarted.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        Interlocked.Increment(ref _commands);
        if (KeepsTexts)
        {
            var text = value.Value is CommandEventData command
                ? command.Command.CommandText.ReplaceLineEndings(" ")
                : value.Key[(value.Key.LastIndexOf('.') + 1)..];
            lock (_lock)
            {
                text = text.Length > 110 ? text[..110] : text;
                _texts[text] = _texts.GetValueOrDefault(text) + 1;
            }
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(one => one.Dispose());

    /// <summary>PostgreSQL: what went into its log ahead of the tables. SQLite: what this process handed to the disk.</summary>
    private async Task<long> WrittenAsync()
    {
        if (_contexts.Address is DatabaseAddress.Sqlite)
        {
            return File.ReadLines("/proc/self/io").Where(line => line.StartsWith("wchar:", StringComparison.Ordinal))
                .Select(line => long.Parse(line["wchar:".Length..], CultureInfo.InvariantCulture)).Single();
        }

        await using var db = _contexts.CreateDbContext();
        return (long)await db.Database.SqlQuery<decimal>($"""SELECT pg_current_wal_insert_lsn() - '0/0' AS "Value" """).SingleAsync();
    }
}
