using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Delivery;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Demo;

/// <summary>A story as the report of a play lists it.</summary>
public sealed record PlayedStory(long Id, string Title, int Articles, int Copies, int IndependentReports, int Outlets);

/// <summary>What is in the database when a play has ended.</summary>
public sealed record PlayReport(
    int Articles,
    int SummaryOnly,
    int SetAside,
    int StoryCount,
    int Copies,
    IReadOnlyList<PlayedStory> Stories,
    IReadOnlyList<EventView> Events,
    IReadOnlyList<(DateTimeOffset At, string Recipient, string Subject, OutboxState State)> Messages)
{
    private const int StoriesMax = 12;
    private const int EventsMax = 20;
    private const int MessagesMax = 40;

    public static async Task<PlayReport> OfAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var standing = db.Set<Story>().AsNoTracking().Where(story => story.MergedIntoId == null);
        var stories = await standing
            .OrderByDescending(story => story.IndependentReports)
            .ThenByDescending(story => story.Articles)
            .Take(StoriesMax)
            .Select(story => new PlayedStory(story.Id, story.Title, story.Articles, story.Copies, story.IndependentReports, story.Outlets))
            .ToListAsync(cancellationToken);
        var events = new List<EventView>();
        foreach (var one in await db.StandingEvents().AsNoTracking().Take(EventsMax).ToListAsync(cancellationToken))
        {
            events.Add(EventView.Of(one, await db.EvidenceOf(one.Id).ToListAsync(cancellationToken)));
        }

        var messages = await db.Set<OutboxMessage>().AsNoTracking()
            .OrderByDescending(message => message.Id)
            .Take(MessagesMax)
            .Select(message => new { message.CreatedAt, message.Recipient, message.Subject, message.State })
            .ToListAsync(cancellationToken);
        return new PlayReport(
            await db.Set<Article>().CountAsync(cancellationToken),
            await db.Set<Article>().CountAsync(article => article.SummaryOnly, cancellationToken),
            await db.Set<SetAsideArticle>().CountAsync(cancellationToken),
            await standing.CountAsync(cancellationToken),
            await standing.SumAsync(story => story.Copies, cancellationToken),
            stories,
            [.. events.OrderBy(one => one.Event.StartAt)],
            [.. messages.Select(message => (message.CreatedAt, message.Recipient, message.Subject, message.State)).Reverse()]);
    }
}
