using Microsoft.Extensions.DependencyInjection;
using Monitor.Articles;
using Monitor.IntegrationTests.Admin;
using Monitor.IntegrationTests.Search;
using Monitor.Pipeline;
using Monitor.Tagging;

namespace Monitor.IntegrationTests.Articles;

public sealed class ReadClaimsTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    /// <summary>Most runs of a worker find nothing, and each of the loops that read asking for itself would be thirty times the statements.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task Where_nothing_is_due_a_run_asks_once(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        using var commands = new ExecutedCommands(host.Contexts);

        Assert.False((await host.App.Services.GetRequiredService<ReadRun>().RunAsync()).DidWork);

        Assert.Single(commands.Seen, IsClaim);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_comes_back_from_an_article_asks_for_what_has_come_to_be_due(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        using var commands = new ExecutedCommands(host.Contexts);
        using var taggers = new CurrentTagger(() => new Tagger(new Monitor.Actors.ActorBook([], [])));
        StatementFinder nobody = (_, _, _, _, _) => throw new InvalidOperationException("nothing is read here");
        await using var claims = new ReadClaims(host.Contexts, taggers, (_, _, _) => Task.FromResult(nobody), host.Clock, int.MaxValue);
        await KeepAsync(host, "/dock");

        Assert.NotNull(await NextAsync(hasRead: false));
        Assert.Null(await NextAsync(hasRead: false));
        await KeepAsync(host, "/bus");
        Assert.Null(await NextAsync(hasRead: false));
        Assert.EndsWith("/bus", (await NextAsync(hasRead: true))?.Article.Url, StringComparison.Ordinal);
        Assert.Equal(3, commands.Seen.Count(IsClaim));

        // Those who come back together wait for one answer; SQLite has given it before the next one asks.
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => NextAsync(hasRead: true))), Assert.Null);
        Assert.Equal(3 + (kind is DatabaseKind.PostgreSql ? 1 : 16), commands.Seen.Count(IsClaim));

        async Task<ClaimedArticle?> NextAsync(bool hasRead)
        {
            var next = await claims.NextAsync(hasRead, CancellationToken.None);
            if (next is not null)
            {
                await next.Renewal.DisposeAsync();
            }

            return next;
        }
    }

    private static bool IsClaim((string Sql, List<(string Name, object? Value)> Parameters) one) =>
        one.Sql.Contains("\"ReadAttempt\" + 1", StringComparison.Ordinal);

    private static async Task KeepAsync(PagesHost host, string path)
    {
        await using var db = host.Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var entry = new ListedEntry(
            1, path, "The Ellery Lamp", $"https://lamp.example{path}", "Dock closes", "The old dock closes, and a bus will run.",
            Content: null, Author: null, host.Clock.GetUtcNow(), "en", FromFirstFetch: false);
        await ArticleIntake.KeepAsync(db, [entry], host.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
