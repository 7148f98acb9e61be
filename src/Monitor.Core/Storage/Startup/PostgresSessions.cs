using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Monitor.Storage.Startup;

/// <summary>
/// What holds for each session on PostgreSQL: a worker that stops in any place, or whose network is cut, keeps no lock for longer than
/// <see cref="LeaseTimes.SilenceInTransaction"/>; nobody waits for a lock or an answer without end; and all runs together open no more connections
/// than the settings allow.
/// </summary>
internal static class PostgresSessions
{
    public const string NamePrefix = "monitor ";

    /// <summary>PostgreSQL cuts longer names.</summary>
    private const int NameLengthMax = 63;

    private const int StatementsPreparedMax = 60;

    // Only a bound for what went wrong: the story index of a large database is read in one statement of minutes.
    private static readonly TimeSpan StatementMax = TimeSpan.FromMinutes(10);

    /// <summary>How a session of a release with these tables is called, so that others see whether it would understand theirs.</summary>
    public static string Name { get; } = NameOf(typeof(PostgresSessions).Assembly);

    /// <summary>How to connect for what waits for the disk, and for what may be forgotten with the machine (<c>synchronous_commit</c>).</summary>
    /// <param name="given">As the operator wrote it; what it says of these things wins.</param>
    /// <param name="lockWait">How long a statement waits for a lock.</param>
    /// <param name="connectionsMax">Of both together, where the operator wrote no number; four at least.</param>
    public static (string Durable, string Forgetful) Of(string given, TimeSpan lockWait, int connectionsMax)
    {
        var asked = new NpgsqlConnectionStringBuilder(given);
        var settings = string.Join(
            ' ',
            Setting("idle_in_transaction_session_timeout", LeaseTimes.SilenceInTransaction),
            Setting("lock_timeout", lockWait),
            Setting("statement_timeout", StatementMax),
            // A client that is gone is noticed while its statement runs, and while its answer waits.
            Setting("client_connection_check_interval", TimeSpan.FromSeconds(5)),
            Setting("tcp_user_timeout", LeaseTimes.Duration),
            "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
        var own = asked.Options;
        asked.ApplicationName ??= Name;
        var written = new DbConnectionStringBuilder { ConnectionString = given };
        if (!Says("Maximum Pool Size") && !Says("Max Pool Size"))
        {
            asked.MaxPoolSize = connectionsMax;
        }

        // What is asked again and again is parsed and planned once a connection.
        if (!Says("Max Auto Prepare"))
        {
            asked.MaxAutoPrepare = StatementsPreparedMax;
            asked.AutoPrepareMinUsages = 3;
        }

        // No unit leaves a setting behind on its session: undoing them all for the next would be seven statements before each.
        if (!Says("No Reset On Close"))
        {
            asked.NoResetOnClose = true;
        }

        asked.Timeout = Math.Max(asked.Timeout, (int)lockWait.TotalSeconds);
        asked.TcpKeepAlive = true;
        asked.TcpKeepAliveTime = 10;
        asked.TcpKeepAliveInterval = 5;
        // Sessions of their own, since most units are a few statements, and to say it to a session of all would be one more.
        // Two at least of each: a start waits for its turn on one and makes the tables on another; Group places on one and writes on another, and reads
        // older texts on one of the first meanwhile.
        var (durable, forgetful) = (Math.Max(2, asked.MaxPoolSize / 2), Math.Max(2, (asked.MaxPoolSize + 1) / 2));
        return (With(asked, settings, own, durable), With(asked, $"{settings} -c synchronous_commit=off", own, forgetful));

        // As Npgsql takes a name: with its blanks or without.
        bool Says(string name) => written.ContainsKey(name) || written.ContainsKey(name.Replace(" ", "", StringComparison.Ordinal));
    }

    private static string With(NpgsqlConnectionStringBuilder asked, string settings, string? own, int connectionsMax) =>
        new NpgsqlConnectionStringBuilder(asked.ConnectionString)
        {
            Options = string.IsNullOrEmpty(own) ? settings : $"{settings} {own}",
            MaxPoolSize = connectionsMax,
            MinPoolSize = Math.Min((asked.MinPoolSize + 1) / 2, connectionsMax),
        }.ConnectionString;

    private static string Setting(string name, TimeSpan value) =>
        string.Create(CultureInfo.InvariantCulture, $"-c {name}={(long)value.TotalMilliseconds}ms");

    private static string NameOf(Assembly assembly)
    {
        var last = assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(PostgresMonitorDbContext))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .Max(StringComparer.Ordinal);
        var name = NamePrefix + last;
        return name.Length > NameLengthMax ? name[..NameLengthMax] : name;
    }
}
