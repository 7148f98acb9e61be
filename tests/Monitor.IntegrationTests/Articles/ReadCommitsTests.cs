using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Articles;

/// <summary>What was read is committed together, and each article answers for itself.</summary>
public sealed class ReadCommitsTests
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task One_that_is_refused_and_one_that_another_has_taken_over_take_nobody_along(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        db.AddRange(Enumerable.Range(1, 12).Select(Pending));
        await db.SaveChangesAsync();
        var claimed = await db.ClaimToReadAsync(Start, LeaseTimes.Duration, 12, CancellationToken.None);
        await db.Set<Article>().Where(article => article.Id == claimed[3].Id)
            .ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadAttempt, article => article.ReadAttempt + 1));
        var commits = new ReadCommits(database.Contexts, TimeProvider.System, CancellationToken.None);

        var written = claimed.ConvertAll(article => Task.Run(() => commits.CommitAsync(new CompletedReading(
            article, Read(article == claimed[7] ? null! : article.Title), ArticleFindings.None.PutInto))));
        await Task.WhenAll(written.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(claimed.Count, written.Count);
        for (var i = 0; i < written.Count; i++)
        {
            if (i == 7)
            {
                Assert.True(DatabaseFault.IsOfTheData(written[i].Exception!.InnerException!));
            }
            else
            {
                Assert.Equal(i != 3, await written[i]);
            }
        }

        Assert.Equal(10, await db.Set<Article>().CountAsync(article => article.ReadAt != null && article.Text == "read"));
        Assert.Equal(0, await db.Set<ArticleRevision>().CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_ready_waits_for_those_that_are_being_worked_on_and_for_nobody_else(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        db.AddRange(Enumerable.Range(1, 4).Select(Pending));
        await db.SaveChangesAsync();
        var claimed = await db.ClaimToReadAsync(Start, LeaseTimes.Duration, 4, CancellationToken.None);
        var commits = new ReadCommits(database.Contexts, TimeProvider.System, CancellationToken.None);

        var works = claimed.ConvertAll(_ => commits.Begin());
        var written = new List<Task<bool>>();
        for (var i = 0; i < 3; i++)
        {
            written.Add(CommitAsync(i));
            works[i].Dispose();
            await Task.WhenAny(written[0], Task.Delay(TimeSpan.FromMilliseconds(200)));
        }

        // The fourth waits for the network.
        works[3].Rest();
        Assert.All(await Task.WhenAll(written), Assert.True);
        Assert.Equal(1, await CommitsAsync());

        works[3].GoOn();
        var last = CommitAsync(3);
        works[3].Dispose();
        Assert.True(await last);
        Assert.Equal(2, await CommitsAsync());

        Task<bool> CommitAsync(int i) => commits.CommitAsync(new CompletedReading(claimed[i], Read(claimed[i].Title), ArticleFindings.None.PutInto));

        // Each commit has an instant of its own.
        Task<int> CommitsAsync() => db.Set<Article>().Where(article => article.ReadAt != null).Select(article => article.ReadAt).Distinct().CountAsync();
    }

    private static Article Pending(int number) =>
        new() { Outlet = "The Lamp", Title = $"Report {number}", CollectedAt = Start, ReadDueAt = Start };

    private static ArticleReading Read(string title) => new(title, "read", null, "en", null, null, SummaryOnly: false, null);
}
