#pragma warning disable CA1416 // The tests run where files have modes.
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Feeds;
using Monitor.Storage;
using Monitor.Storage.Machine;
using Monitor.Storage.Sealing;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Worker;

/// <summary>What the database shows of its secrets: with a key nothing, in no byte of its files.</summary>
public sealed class SecretsTests
{
    private const string FeedPassword = "planted-harbour-lantern";
    private const string SessionKey = "<key>planted-session-key</key>";
    private const string Key = "a key of more than thirty-two characters";

    private static readonly byte[] LinkKeyBytes = Encoding.ASCII.GetBytes("planted-key-of-mail-links-32bytes"[..32]);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_stands_open_is_sealed_and_still_opens(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await PlantAsync(database.Contexts);
        Assert.Equal(3, await FoundAsync(database));
        var contexts = With(database, Key);

        Assert.Equal(3, await StoredSecrets.SealAsync(contexts, CancellationToken.None));

        Assert.Equal(0, await FoundAsync(database));
        await AssertOpenAsync(contexts);
        Assert.Equal(0, await StoredSecrets.SealAsync(contexts, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_comes_later_is_sealed_as_it_is_saved(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var contexts = With(database, Key);

        await PlantAsync(contexts);

        Assert.Equal(0, await FoundAsync(database));
        await AssertOpenAsync(contexts);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Another_key_takes_over_by_way_of_unsealing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await PlantAsync(With(database, Key));
        var other = With(database, "another key of more than thirty-two characters");
        await using (var db = other.CreateDbContext())
        {
            var stands = await StoredSecrets.LookAsync(db, CancellationToken.None);
            Assert.Equal(new StoredSecrets(3, 0, 3), stands);
            Assert.Contains("were sealed with another key", stands.Fault(hasKey: true), StringComparison.Ordinal);
        }

        Assert.Equal(3, await StoredSecrets.UnsealAsync(With(database, Key), CancellationToken.None));
        Assert.Equal(3, await FoundAsync(database));
        Assert.Equal(3, await StoredSecrets.SealAsync(other, CancellationToken.None));

        await AssertOpenAsync(other);
        Assert.Equal(0, await FoundAsync(database));
    }

    [Fact]
    public async Task The_worker_seals_at_its_first_start_with_a_key_and_logs_no_secret()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await PlantAsync(database.Contexts);
        var folder = Directory.CreateTempSubdirectory("monitor-secrets-").FullName;
        var pages = WorkerProcess.WriteSettings(folder, database.Url);
        var settings = Path.Combine(folder, "appsettings.json");
        await File.WriteAllTextAsync(
            settings, (await File.ReadAllTextAsync(settings)).Replace("\"DataFolder\"", $"\"SecretsKeyFile\":\"{folder}/key-of-the-test\",\"DataFolder\"", StringComparison.Ordinal));
        await using (var key = PrivateFiles.Create(Path.Combine(folder, "key-of-the-test")))
        {
            await key.WriteAsync(Encoding.UTF8.GetBytes(Key));
        }

        using (var worker = WorkerProcess.Start(folder, "run"))
        {
            using var http = new HttpClient { BaseAddress = new Uri(pages) };
            await worker.UntilAsync(() => Task.FromResult(worker.Errors.Contains("pages on", StringComparison.Ordinal)), "it runs");
            Assert.Contains(" secrets of the database were not sealed: they are now", worker.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("planted-", worker.Errors, StringComparison.Ordinal);
            await worker.KillAsync();
        }

        Assert.Equal(0, await FoundAsync(database));
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace("SecretsKeyFile", "SecretsKey", StringComparison.Ordinal));
        using var without = WorkerProcess.Start(folder, "run");
        await without.UntilEndAsync();
        Assert.Contains(" secrets of the database were sealed with another key", without.Errors, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nobody_else_reads_the_files_of_a_data_folder()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-modes-").FullName;
        var data = Path.Combine(folder, "data");
        var contexts = new MonitorDbContextFactory(new DatabaseAddress.Sqlite(Path.Combine(data, "monitor.db")), TimeSpan.FromSeconds(5));

        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        await PlantAsync(contexts);
        using var mail = new MimeKit.MimeMessage();
        mail.Body = new MimeKit.TextPart("html") { Text = "<p>news</p>" };
        await new Monitor.Delivery.Mail.FolderTransport(Path.Combine(data, "mail")).SendAsync("alert/desk/1", mail, CancellationToken.None);

        Assert.Equal(PrivateFiles.OwnFolder, File.GetUnixFileMode(data));
        Assert.Equal(PrivateFiles.OwnFolder, File.GetUnixFileMode(Path.Combine(data, "mail")));
        var files = Directory.GetFiles(data, "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= 4, string.Join(' ', files));
        Assert.All(files, file => Assert.Equal(PrivateFiles.OwnFile, File.GetUnixFileMode(file)));
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static MonitorDbContextFactory With(TestDatabase database, string key) => new(database.Address, TimeSpan.FromSeconds(30), secrets: SecretBox.Of(key));

    private static async Task PlantAsync(MonitorDbContextFactory contexts)
    {
        await using var db = contexts.CreateDbContext();
        db.Add(Feed.Of(
            new Uri($"http://ana:{FeedPassword}@127.0.0.1:1/feed"), "A feed", new Outlet { Name = "Wire" }, DateTimeOffset.UtcNow.AddDays(1)));
        db.Add(new ProtectionKey { Name = "key-1", Xml = SessionKey });
        db.Add(new LinkKey { Key = LinkKeyBytes });
        await db.SaveChangesAsync();
    }

    private static async Task AssertOpenAsync(MonitorDbContextFactory contexts)
    {
        await using var db = contexts.CreateDbContext();
        Assert.Equal(FeedPassword, (await db.Set<Feed>().SingleAsync()).CredentialsBy(db.Secrets)!.Password);
        Assert.Equal(SessionKey, new StoredProtectionKeys(contexts).GetAllElements().Single().ToString());
        var links = await db.KnownLinksAsync("https://monitor.example", CancellationToken.None);
        Assert.Equal(new SubscriberLinks("https://monitor.example", LinkKeyBytes).Leave("ana"), links!.Leave("ana"));
    }

    /// <summary>How many of the three planted secrets are found in the bytes of the files, or in the rows of a server.</summary>
    private static async Task<int> FoundAsync(TestDatabase database)
    {
        byte[][] planted = [Encoding.UTF8.GetBytes(FeedPassword), Encoding.UTF8.GetBytes("planted-session-key"), LinkKeyBytes];
        if (database.Address is DatabaseAddress.Sqlite sqlite)
        {
            var bytes = new[] { "", "-wal" }.Select(end => sqlite.File + end).Where(File.Exists).Select(ReadShared).ToList();
            return planted.Count(secret => bytes.Exists(file => file.AsSpan().IndexOf(secret) >= 0));
        }

        await using var db = database.Contexts.CreateDbContext();
        var rows = await db.Database.SqlQuery<string>(
            $"""SELECT "Password" AS "Value" FROM "Feeds" UNION ALL SELECT "Xml" FROM "ProtectionKeys" UNION ALL SELECT encode("Key", 'escape') FROM "LinkKeys" """).ToListAsync();
        return planted.Count(secret => rows.Exists(row => row.Contains(Encoding.ASCII.GetString(secret), StringComparison.Ordinal)));
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
