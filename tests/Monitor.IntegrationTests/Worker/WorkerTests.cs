using System.Net;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Feeds.Readers;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Worker;

/// <summary>The real worker as a process, as an operator runs it.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-worker-").FullName;

    /// <summary>Every database with our own reader, and the other reader once with one of them: they have nothing to do with each other.</summary>
    public static TheoryData<DatabaseKind, FeedReaderKind, int> KindsAndReaders => new()
    {
        { DatabaseKind.Sqlite, FeedReaderKind.Monitor, 5 },
        { DatabaseKind.PostgreSql, FeedReaderKind.Monitor, 5 },
        { DatabaseKind.Sqlite, FeedReaderKind.CodeHollow, 1 },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(KindsAndReaders))]
    public async Task Killed_again_and_again_it_loses_no_entry_and_sends_no_mail_twice(DatabaseKind kind, FeedReaderKind reader, int kills)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var site = await NewsSite.StartAsync(outlets: 6);
        await AddAsync(database, site);
        WorkerProcess.WriteSettings(_folder, database.Url, reader);
        var random = new Random(17);

        using (var worker = WorkerProcess.Start(_folder, "run"))
        {
            await worker.UntilAsync(async () => await CountAsync<Article>(database, _ => true) == site.EntriesInAll, "the first fetch");
            await worker.KillAsync();
        }

        for (var kill = 0; kill < kills; kill++)
        {
            site.Appear(1);
            await PollNowAsync(database);
            using var worker = WorkerProcess.Start(_folder, "run");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 3500)));
            Assert.False(worker.HasExited, worker.Errors);
            await worker.KillAsync();
            await FreeClaimsAsync(database);
        }

        await PollNowAsync(database);
        using (var worker = WorkerProcess.Start(_folder, "run"))
        {
            await worker.UntilAsync(() => IsQuietAsync(database, site.EntriesInAll), "all is told");
            await worker.KillAsync();
        }

        await using var db = database.Contexts.CreateDbContext();
        var addresses = await db.Set<Article>().Select(article => article.Url).ToListAsync();
        Assert.Equal(site.EntriesInAll, addresses.Count);
        Assert.Equal(site.EntriesInAll, addresses.Distinct().Count());
        var messages = await db.Set<OutboxMessage>().ToListAsync();
        var mails = Directory.GetFiles(Path.Combine(_folder, "data", "mail"), "*.eml");
        Assert.NotEmpty(messages);
        Assert.Equal(messages.Count, mails.Length);
        Assert.Equal(mails.Length, mails.Select(MessageIdOf).Distinct().Count());
    }

    [Fact]
    public async Task The_pages_answer_only_readers_on_this_machine()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var site = await NewsSite.StartAsync(outlets: 1);
        await AddAsync(database, site);
        var pages = WorkerProcess.WriteSettings(_folder, database.Url);
        using var worker = WorkerProcess.Start(_folder, "run");
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(pages) };
        await worker.UntilAsync(async () => await StatusAsync(http, HttpMethod.Get, "/healthz") is HttpStatusCode.OK, "the pages are up");

        foreach (var page in new[] { "/", "/feeds", "/feeds/1", "/attributions", "/office-holders", "/mails", "/monitor.css" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, HttpMethod.Get, page));
        }

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(http, HttpMethod.Post, "/feeds"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(http, HttpMethod.Get, "/", host: "rebound.example"));
    }

    [Theory]
    [InlineData("{ \"Pages\": { \"Address\": \"http://0.0.0.0:8080\" } }", "Make one with 'monitor admin create NAME'")]
    [InlineData("{ \"Pages\": { \"Address\": \"monitor.example\" } }", "Pages:Address is \"monitor.example\"")]
    [InlineData(
        "{\n \"Schedule\": { \"ReadEvry\": \"00:00:05\" } }", "appsettings.json:2: there is no option Schedule:ReadEvry; did you mean Schedule:ReadEvery?")]
    [InlineData("{ \"Storage\": { \"Database\": \"mysql://db/news\" } }", "postgresql://user:password@host:port/database")]
    public async Task It_refuses_wrong_settings_and_says_where(string settings, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), settings);
        using var worker = WorkerProcess.Start(_folder, "run");
        await worker.UntilEndAsync();

        Assert.Equal(1, worker.ExitCode);
        Assert.Contains(message, worker.Errors, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string page, string? host = null)
    {
        using var request = new HttpRequestMessage(method, page);
        request.Headers.Host = host;
        try
        {
            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return HttpStatusCode.ServiceUnavailable;
        }
    }

    private static async Task AddAsync(TestDatabase database, NewsSite site)
    {
        await using var db = database.Contexts.CreateDbContext();
        var number = 0;
        foreach (var address in site.Feeds)
        {
            db.Add(Feed.Of(address, $"Outlet {number}", new Outlet { Name = $"Outlet {number}" }, DateTimeOffset.UtcNow));
            number++;
        }

        await db.SaveChangesAsync();
    }

    private static async Task PollNowAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Set<Feed>().ExecuteUpdateAsync(set => set.SetProperty(feed => feed.NextPollAt, DateTimeOffset.UtcNow));
    }

    /// <summary>A killed worker's claims run out after minutes; the test has no such patience.</summary>
    private static async Task FreeClaimsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var past = DateTimeOffset.UnixEpoch.AddDays(1);
        await db.Set<Feed>().Where(feed => feed.LeaseUntil != null).ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LeaseUntil, past));
        await db.Set<Article>().Where(article => article.ReadLeaseUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadLeaseUntil, past));
        await db.Set<OutboxMessage>().Where(message => message.LeaseExpiresAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseExpiresAt, past));
        await db.Set<Lease>().ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, past));
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"WebHosts\"");
    }

    private static async Task<int> CountAsync<TEntity>(TestDatabase database, System.Linq.Expressions.Expression<Func<TEntity, bool>> condition)
        where TEntity : class
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<TEntity>().CountAsync(condition);
    }

    /// <summary>All entries are grouped, a message has been composed, and none is under way.</summary>
    private static async Task<bool> IsQuietAsync(TestDatabase database, int entries) =>
        await CountAsync<Article>(database, article => article.GroupedAt != null) == entries
        && await CountAsync<OutboxMessage>(database, _ => true) > 0
        && await CountAsync<OutboxMessage>(database, message => message.State != OutboxState.Sent) == 0;

    private static string MessageIdOf(string file) =>
        File.ReadLines(file).First(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));
}
