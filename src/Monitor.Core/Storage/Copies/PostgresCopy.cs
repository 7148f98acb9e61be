using System.ComponentModel;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage.Machine;
using Npgsql;

namespace Monitor.Storage.Copies;

/// <summary>
/// Copies of a PostgreSQL database by its own programs, pg_dump and pg_restore, which must be of the server's release or a later one. The password goes
/// to them by the environment, never on a command line.
/// </summary>
public static class PostgresCopy
{
    private static readonly byte[] Magic = "PGDMP"u8.ToArray();

    /// <summary>Copies the database while it is in use, as of one moment.</summary>
    /// <exception cref="CopyRefusedException">The copy exists already, or pg_dump is missing or refuses.</exception>
    public static async Task MakeAsync(DatabaseAddress.PostgreSql database, string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            throw new CopyRefusedException($"{file} exists already");
        }

        try
        {
            // pg_dump keeps the mode of a file that is there.
            await PrivateFiles.Create(file).DisposeAsync();
            await RunAsync(database, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}"], cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CopyRefusedException($"{file} cannot be written: {fault.Message}");
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    /// <summary>Puts a copy into a database without tables: all of it, or nothing.</summary>
    /// <exception cref="CopyRefusedException">
    /// The database has tables, the copy is truncated, foreign or of a later release, or pg_restore is missing.
    /// </exception>
    public static async Task PutBackAsync(
        string file, MonitorDbContextFactory contexts, DatabaseAddress.PostgreSql database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(database);
        if (!File.Exists(file) || !await IsDumpAsync(file, cancellationToken))
        {
            throw new CopyRefusedException(File.Exists(file) ? $"{file} is no copy that pg_dump made (--format=custom)" : $"{file} does not exist");
        }

        await using (var db = contexts.CreateDbContext())
        {
            var tables = await db.Database.SqlQuery<int>(
                $"""SELECT count(*)::int AS "Value" FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""")
                .SingleAsync(cancellationToken);
            if (tables > 0)
            {
                throw new CopyRefusedException($"{database} has {tables} tables: a copy goes only into an empty database ('createdb NAME' makes one)");
            }
        }

        var history = await RunAsync(null, "pg_restore", ["--data-only", "--table=__EFMigrationsHistory", "--file=-", file], cancellationToken);
        var migrations = history.Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => line.Split('\t')[0]).ToList();
        if (CopiedMigrations.Fault(migrations, database) is { } fault)
        {
            throw new CopyRefusedException($"{file} {fault}");
        }

        // Read to its end before anything is written.
        await RunAsync(null, "pg_restore", [$"--file={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}", file], cancellationToken);
        await RunAsync(database, "pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", file], cancellationToken);
    }

    private static async Task<bool> IsDumpAsync(string file, CancellationToken cancellationToken)
    {
        var begin = new byte[Magic.Length];
        await using var stream = File.OpenRead(file);
        return await stream.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellationToken) == begin.Length
            && begin.AsSpan().SequenceEqual(Magic);
    }

    /// <param name="database">Where it works; null for a program that only reads a file.</param>
    /// <returns>What it wrote to standard output.</returns>
    private static async Task<string> RunAsync(
        DatabaseAddress.PostgreSql? database, string program, List<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (database is not null)
        {
            var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
            arguments = [.. arguments[..^1], $"--host={parts.Host}", $"--port={parts.Port}", $"--username={parts.Username}", "--no-password",
                $"--dbname={parts.Database}", arguments[^1]];
            start.Environment["PGPASSWORD"] = parts.Password ?? "";
            if (parts.ContainsKey("SSL Mode"))
            {
                start.Environment["PGSSLMODE"] = parts.SslMode switch
                {
                    SslMode.VerifyCA => "verify-ca",
                    SslMode.VerifyFull => "verify-full",
                    var mode => mode.ToString().ToLowerInvariant(),
                };
            }
        }

        arguments.ForEach(start.ArgumentList.Add);
        var line = $"{program} {string.Join(' ', arguments)}";
        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception("it could not be started");
            var (told, said) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            try
            {
                await Task.WhenAll(told, said, process.WaitForExitAsync(cancellationToken));
            }
            catch (OperationCanceledException)
            {
                // It would go on alone, and put back what was given up.
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
                throw;
            }

            return process.ExitCode == 0 ? await told : throw new CopyRefusedException($"{program} says: {(await said).Trim()}");
        }
        catch (Win32Exception missing)
        {
            throw new CopyRefusedException($"{program} cannot be started here ({missing.Message}); where PostgreSQL's programs are: {line}");
        }
    }
}
