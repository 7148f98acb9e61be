using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.Benchmarks;

/// <summary>Fills a database with 100,000 read articles of 2,000 characters, for 'monitor rules backtest --database URL' to be timed on.</summary>
internal static class BacktestThroughput
{
    private const int Articles = 100_000;
    private const int Batch = 2_000;

    public static async Task RunAsync(string database)
    {
        if (!DatabaseAddress.TryParse(database, out var address))
        {
            Console.Error.WriteLine($"{database} is no sqlite:FILE or postgresql:// address");
            return;
        }

        var contexts = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30));
        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        var news = new RandomNews();
        var day = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < Articles; i += Batch)
        {
            await using var db = contexts.CreateDbContext();
            for (var j = i; j < i + Batch; j++)
            {
                var article = new Article
                {
                    Outlet = $"Outlet {j % 200}",
                    Address = $"https://example.org/{j}",
                    Url = $"https://example.org/{j}",
                    Title = news.Phrase(),
                    Text = news.Article(),
                    Language = "en",
                    CollectedAt = day.AddMinutes(j),
                    ReadAt = day.AddMinutes(j),
                };
                article.DateAs(day.AddMinutes(j));
                db.Add(article);
            }

            await db.SaveChangesAsync();
        }

        Console.WriteLine($"{Articles} articles in {database}");
    }
}
