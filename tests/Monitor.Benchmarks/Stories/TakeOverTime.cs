using System.Diagnostics;
using System.Globalization;
using Monitor.Articles;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Index;
using Monitor.Stories.Keeping;

namespace Monitor.Benchmarks.Stories;

/// <summary>
/// How long a worker that takes over needs to take up the story index again: fills an empty database with the made-up stream, placed and stored as Group
/// does (without repairs), the kept states half a turn old, and loads the index three times.
/// </summary>
internal static class TakeOverTime
{
    private const int Batch = 1_000;
    private const int ArticlesBetweenStates = 5_000;

    public static async Task<int> RunAsync(string database, int articles)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (!DatabaseAddress.TryParse(database, out var address))
        {
            await Console.Error.WriteLineAsync($"{database} is no sqlite:FILE or postgresql:// address");
            return 2;
        }

        var contexts = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30));
        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        var options = new StoriesOptions();
        await FillAsync(contexts, options, articles);
        for (var turn = 0; turn < 3; turn++)
        {
            var (clock, started) = (new ProcessorClock(), Stopwatch.GetTimestamp());
            var (index, order, statesOrder) = await new StoryIndexStore(contexts, options).LoadAsync(CancellationToken.None);
            Console.WriteLine(
                $"took up {index.Articles} articles in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s ({clock.Elapsed.TotalSeconds:F1} s of this "
                    + "process's processor time), "
                + $"{order - statesOrder} of them since the kept states");
        }

        return 0;
    }

    private static async Task FillAsync(MonitorDbContextFactory contexts, StoriesOptions options, int articles)
    {
        var (stream, index) = (new StoryStream(), new StoryIndex(options, _ => null));
        for (var order = 0L; order < articles;)
        {
            await using var db = contexts.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var register = new StoryRegister(db, await ChangeSequence.BeginAsync(db, CancellationToken.None));
            var batch = Enumerable.Range(0, Batch).Select(_ => stream.Next())
                .Select(made => (Input: StoryStream.InputOf(made), Article: ArticleOf(made))).ToList();
            db.AddRange(batch.Select(one => one.Article));
            await db.SaveChangesAsync();
            foreach (var (input, article) in batch)
            {
                register.Add(article, index.Add(input with { Id = article.Id }), ++order);
                if (order % ArticlesBetweenStates == ArticlesBetweenStates / 2)
                {
                    await StoryIndexStore.KeepAsync(db, KeptStates.Of(index, order), CancellationToken.None);
                }
            }

            await db.SaveChangesAsync();
            await register.WriteSignaturesAsync(CancellationToken.None);
            await transaction.CommitAsync();
        }
    }

    private static Article ArticleOf((long Number, string Host, DateTimeOffset Published, string Title, string Text) made)
    {
        var article = new Article
        {
            Outlet = made.Host,
            Address = $"https://{made.Host}/{made.Number}",
            Url = $"https://{made.Host}/{made.Number}",
            Title = made.Title,
            Text = made.Text,
            Language = "en",
            CollectedAt = made.Published,
            ReadAt = made.Published,
            GroupedAt = made.Published,
        };
        article.DateAs(made.Published);
        return article;
    }
}
