using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.IntegrationTests.Delivery;

namespace Monitor.IntegrationTests.Worker;

/// <summary>
/// The real worker, killed at any moment while it sends to a mail server that fails at every point: nothing is lost, a mail comes twice only
/// where nobody could know, always under the same id, and none more often than the first time and three. Rounds: MONITOR_TEST_KILLS.
/// </summary>
public sealed partial class DeliveryKillTests : IDisposable
{
    private const int MailsARound = 8;
    private const int CopiesMax = DeliverySchedule.UnknownResendsMax + 1;

    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("MONITOR_TEST_KILLS") ?? "1", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-kills-").FullName;
    private readonly Random _chance = new(20261126);
    private readonly ConcurrentDictionary<string, int> _taken = new();
    private readonly ConcurrentDictionary<string, int> _doubts = new();

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public async Task Workers_killed_while_they_send_lose_nothing_and_double_only_what_nobody_could_know(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var server = new ScriptedServer { Deeds = (point, _, said) => point == "." ? Answer(said) : Deed(point) };
        WriteSettings(database, server.Port);
        var inDoubtAtDeath = new Dictionary<string, int>();
        for (var round = 0; round < Rounds; round++)
        {
            await AddAsync(database, round);
            using (var worker = WorkerProcess.Start(_folder, "deliver", "--once"))
            {
                var before = Answered();
                await worker.UntilAsync(() => Task.FromResult(worker.HasExited || Answered() > before), "something is sent");
                await Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(0, 700)));
                await worker.KillAsync();
            }

            foreach (var key in await SendingAsync(database))
            {
                inDoubtAtDeath[key] = inDoubtAtDeath.GetValueOrDefault(key) + 1;
            }

            await PassTimeAsync(database);
        }

        // No more kills: all that can still leave, leaves.
        for (var attempt = 0; attempt < 30 && await WaitingAsync(database) > 0; attempt++)
        {
            using var worker = WorkerProcess.Start(_folder, "deliver", "--once");
            await worker.UntilEndAsync(Answered);
            await PassTimeAsync(database);
        }

        await JudgeAsync(database, inDoubtAtDeath, kind);
    }

    private int Answered() => _taken.Values.Sum() + _doubts.Values.Sum();

    private async Task JudgeAsync(TestDatabase database, Dictionary<string, int> inDoubtAtDeath, DatabaseKind kind)
    {
        await using var db = database.Contexts.CreateDbContext();
        var rows = await db.Set<OutboxMessage>().AsNoTracking().ToListAsync();
        var lost = new List<string>();
        var doubled = 0;
        foreach (var row in rows)
        {
            var id = MessageId.Of(row.Key, "example.org");
            var copies = _taken.GetValueOrDefault(id);
            var mayDouble = _doubts.GetValueOrDefault(id) + inDoubtAtDeath.GetValueOrDefault(row.Key);
            doubled += Math.Max(0, copies - 1);
            if (row.State == OutboxState.Sent ? copies == 0 : row.State is not (OutboxState.Parked or OutboxState.Rejected))
            {
                lost.Add($"{row.Key}: {row.State}, {copies} copies, {row.Reason}");
            }

            Assert.True(
                copies <= mayDouble + (row.State is OutboxState.Sent ? 1 : 0), $"{row.Key}, {row.State}: {copies} copies, {mayDouble} doubts");
            Assert.InRange(copies, 0, CopiesMax);
        }

        Assert.Empty(lost);
        Assert.Equal(Rounds * MailsARound, rows.Count);
        Assert.Empty(_taken.Keys.Except(rows.Select(row => MessageId.Of(row.Key, "example.org"))));
        TestContext.Current.SendDiagnosticMessage(
            "{0}: {1} rounds, {2} mails, {3} sent, {4} parked, {5} rejected, {6} further copies, {7} in doubt at a death, {8} doubts by the server",
            kind, Rounds, rows.Count, rows.Count(row => row.State is OutboxState.Sent), rows.Count(row => row.State is OutboxState.Parked),
            rows.Count(row => row.State is OutboxState.Rejected), doubled, inDoubtAtDeath.Values.Sum(), _doubts.Values.Sum());
    }

    /// <summary>What the server does before a mail is there; most of the time what it should.</summary>
    private string? Deed(string point)
    {
        lock (_chance)
        {
            // Asked at each of its lines.
            return point == "body" ? _chance.Next(1000) == 0 ? "hang up" : null : _chance.Next(60) switch
            {
                0 => "hang up",
                1 when point is "MAIL" or "RCPT" or "DATA" => "451 later",
                2 when point is "RCPT" => "550 5.1.1 no such user",
                3 when point is "RCPT" or "DATA" => "late 1",
                4 => "late 0.3",
                _ => null,
            };
        }
    }

    /// <summary>What it does with a mail: takes it and says so, takes it and says nothing, or does not take it.</summary>
    private string? Answer(string mail)
    {
        var id = IdPattern().Match(mail).Groups[1].Value;
        int chance;
        lock (_chance)
        {
            chance = _chance.Next(20);
        }

        switch (chance)
        {
            case 0:
                _doubts.AddOrUpdate(id, 1, (_, count) => count + 1);
                _taken.AddOrUpdate(id, 1, (_, count) => count + 1);
                return "hang up";
            case 1:
                _doubts.AddOrUpdate(id, 1, (_, count) => count + 1);
                return "hang up";
            case 2:
                return "451 later";
            case 3:
                return "554 no";
            default:
                _taken.AddOrUpdate(id, 1, (_, count) => count + 1);
                return chance == 4 ? "late 1" : null;
        }
    }

    private static async Task AddAsync(TestDatabase database, int round)
    {
        await using var db = database.Contexts.CreateDbContext();
        for (var number = 0; number < MailsARound; number++)
        {
            var key = $"digest/{round}/{number}";
            var mail = MailKitTransportTests.Mail($"reader{number}@example.org") with { Key = key, ComposedAt = TimeProvider.System.GetUtcNow() };
            db.Add(mail.ToOutbox($"reader-{round}-{number}", urgent: number == 0));
        }

        await db.SaveChangesAsync();
    }

    private static async Task<List<string>> SendingAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<OutboxMessage>().Where(message => message.State == OutboxState.Sending).Select(message => message.Key).ToListAsync();
    }

    private static async Task<int> WaitingAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<OutboxMessage>().CountAsync(message => message.DueAt != null || message.LeaseExpiresAt != null);
    }

    /// <summary>Leases run out and waits are over; the test has no such patience.</summary>
    private static async Task PassTimeAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var past = DateTimeOffset.UnixEpoch.AddDays(1);
        await db.Set<OutboxMessage>().Where(message => message.LeaseExpiresAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseExpiresAt, past));
        await db.Set<OutboxMessage>().Where(message => message.DueAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.DueAt, past));
        await db.Set<HaltedWay>().ExecuteUpdateAsync(set => set.SetProperty(way => way.NextTryAt, past));
    }

    private void WriteSettings(TestDatabase database, int port)
    {
        WorkerProcess.WriteSettings(_folder, database.Url);
        var file = Path.Combine(_folder, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        settings["Delivery"] = new JsonObject
        {
            ["Transport"] = "Smtp",
            ["From"] = "Monitor <monitor@example.org>",
            ["SmtpHost"] = "localhost",
            ["SmtpPort"] = port,
            ["SmtpTls"] = "None",
        };
        File.WriteAllText(file, settings.ToJsonString());
    }

    [GeneratedRegex(@"^Message-ID: (\S+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex IdPattern();
}
