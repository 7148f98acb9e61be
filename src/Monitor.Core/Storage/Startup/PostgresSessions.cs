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

    /// <param name="given">As the operator wrote it; what it says of these things wins.</param>
    /// <param name="lockWait">How long a statement waits for a lock.</param>
    public static string Apply(string given, TimeSpan lockWait, int connectionsMax)
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
        asked.Options = string.IsNullOrEmpty(asked.Options) ? settings : $"{settings} {asked.Options}";
        asked.ApplicationName ??= Name;
        var written = new DbConnectionStringBuilder { ConnectionString = given };
        if (!written.ContainsKey("Maximum Pool Size") && !written.ContainsKey("MaxPoolSize"))
        {
            asked.MaxPoolSize = connectionsMax;
        }

        // What is asked again and again is parsed and planned once a connection.
        if (!written.ContainsKey("Max Auto Prepare"))
        {
            asked.MaxAutoPrepare = StatementsPreparedMax;
            asked.AutoPrepareMinUsages = 3;
        }

        asked.Timeout = Math.Max(asked.Timeout, (int)lockWait.TotalSeconds);
        asked.TcpKeepAlive = true;
        asked.TcpKeepAliveTime = 10;
        asked.TcpKeepAliveInterval = 5;
        return asked.ConnectionString;
    }

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
