using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Benchmarks.Pipeline;

/// <summary>Processor time of the PostgreSQL server on this machine that a database belongs to; of SQLite it is this process's own.</summary>
internal sealed class ServerClock
{
    private const double TicksPerSecond = 100;

    private readonly string? _postmaster;

    private ServerClock(string? postmaster) => _postmaster = postmaster;

    /// <summary>Seconds of all its processes, those that ended included with their parent.</summary>
    public double Seconds
    {
        get
        {
            var ticks = 0L;
            foreach (var folder in _postmaster is null ? [] : Directory.EnumerateDirectories("/proc").Where(one => char.IsAsciiDigit(Path.GetFileName(one)[0])))
            {
                // proc(5): utime, stime, cutime, cstime are fields 14 to 17; the third is the first behind the name, then comes the parent.
                if (StatOf(folder) is { } fields && (fields[1] == _postmaster || Path.GetFileName(folder) == _postmaster))
                {
                    ticks += fields[11..15].Sum(one => long.Parse(one, CultureInfo.InvariantCulture));
                }
            }

            return ticks / TicksPerSecond;
        }
    }

    public static async Task<ServerClock> OfAsync(MonitorDbContextFactory contexts)
    {
        if (contexts.Address is DatabaseAddress.Sqlite)
        {
            return new ServerClock(null);
        }

        await using var db = contexts.CreateDbContext();
        var backend = await db.Database.SqlQuery<int>($"""SELECT pg_backend_pid() AS "Value" """).SingleAsync();
        return new ServerClock(StatOf($"/proc/{backend}")?[1]);
    }

    private static string[]? StatOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }
}
