using System.Globalization;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.IntegrationTests.AttributionEvents;

/// <summary>Articles whose statements are recorded as Group records them.</summary>
internal static class RecordedArticles
{
    public static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);
    public static readonly AttributionRegister Register = new(ActorRoots.ByIdAlone);

    public static Statement Accusing(string accuser, string accused, AttributionStrength strength = AttributionStrength.Official) => new()
    {
        Accusers = [accuser],
        Accused = accused,
        AccusedCountry = accused[^2..],
        Act = "espionage",
        ActClass = "cyber-espionage",
        Family = "cyber",
        Strength = strength,
        Rule = "test",
        Evidence = new TextSpan(0, 4),
    };

    public static Statement Hitting(string sector) =>
        Accusing("country:US", "country:CN") with { Incident = new Incident { Target = sector, TargetClass = sector, TargetState = "US" } };

    public static ArticleStatements Article(long id, DateTimeOffset publishedAt, params Statement[] statements) =>
        new(Id(id), "They accuse them.", CopyGroup: Id(id), IsCopy: false, publishedAt, Live: true, statements);

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static async Task<List<long>> StoreAsync(TestDatabase database, int count)
    {
        await using var db = database.Contexts.CreateDbContext();
        var articles = Enumerable.Range(1, count).Select(number => new Article
        {
            Outlet = "The Outlet",
            Title = $"Title {number}",
            CollectedAt = Noon,
        }).ToList();
        db.AddRange(articles);
        await db.SaveChangesAsync();
        return articles.ConvertAll(article => article.Id);
    }

    public static async Task<IReadOnlyList<AttributionNews>> RecordAsync(TestDatabase database, params ArticleStatements[] articles) =>
        (await JudgeAsync(database, async (db, next) => await Register.RecordAsync(db, articles, next, CancellationToken.None)))!;

    public static async Task<IReadOnlyList<AttributionNews>?> JudgeAsync(
        TestDatabase database, Func<MonitorDbContext, Func<long>, Task<IReadOnlyList<AttributionNews>?>> judge)
    {
        await using var db = database.Contexts.CreateDbContext();
        await using var commit = await db.Database.BeginTransactionAsync();
        var sequence = await ChangeSequence.BeginAsync(db, CancellationToken.None);
        var told = await judge(db, sequence.Next);
        await db.SaveChangesAsync();
        await sequence.KeepAsync(CancellationToken.None);
        await commit.CommitAsync();
        return told;
    }
}
