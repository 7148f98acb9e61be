using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>An attribution event, to read, with the form that mutes it.</summary>
internal sealed class EventPages(EventSummaries summaries)
{
    private const int QuotesMax = 20;
    private const int QuoteCharactersMax = 600;

    /// <summary>An event takes accusations for 14 days; a longer silence would only hold back the next one.</summary>
    private static readonly TimeSpan MuteFor = TimeSpan.FromDays(14);

    public async Task<PageAnswer> AnswerAsync(ReaderRequest request, long eventId, CancellationToken stop)
    {
        var (db, subscriber, now) = (request.Db, request.Subscriber, request.Now);
        if (await db.EventViewAsync(eventId, stop) is not { } view)
        {
            return PageAnswer.NotFound;
        }

        // A silence of an event that was merged is one of the event it became part of.
        var keys = (await db.IdsOfEventAsync(view.Event.Id, stop)).ConvertAll(EventSummaries.KeyOf);
        var silences = await db.Set<Silence>()
            .Where(silence => silence.SubscriberId == subscriber.Id && silence.Until > now && silence.EventKey != null && keys.Contains(silence.EventKey))
            .ToListAsync(stop);
        if (request.Form is not null)
        {
            if (request.Wish == "mute" && silences.Count == 0)
            {
                db.Add(new Silence { SubscriberId = subscriber.Id, EventKey = EventSummaries.KeyOf(view.Event.Id), From = now, Until = now + MuteFor });
            }
            else if (request.Wish == "unmute")
            {
                silences.ForEach(silence => silence.Until = now);
            }

            await request.SaveAsync(stop);
            return request.Again();
        }

        DateTimeOffset? mutedUntil = silences.Count == 0 ? null : silences.Max(silence => silence.Until);
        return PageAnswer.Ok(Compose(request, summaries.In(request.Words).Of(view, []), mutedUntil));
    }

    private static string Compose(ReaderRequest request, EventSummary summary, DateTimeOffset? mutedUntil)
    {
        var words = request.Words;
        var facts = new List<string>
        {
            EventWords.Strength(summary.Highest, words), EventWords.Deed(summary, words), words.Count("independent", summary.IndependentReports),
        };
        if (summary.Copies > 0)
        {
            facts.Add(words.Count("copy", summary.Copies));
        }

        facts.Add(words.Say("event.first", words.Time(summary.FirstAt, request.Zone)));
        var main = ReaderFrame.Said(words["page.event.kind"], "soft").Add($"{ReaderFrame.Said(string.Join(" · ", facts))}");
        var notes = EventWords.Backing(summary, words) is { } backing ? summary.Notes.Prepend(backing) : summary.Notes;
        foreach (var note in notes.Concat(summary.News.Select(news => news.Text)))
        {
            main.Add($"{ReaderFrame.Said(note)}");
        }

        main.Add($"<h2>{words["page.event.said"]}</h2>\n");
        foreach (var quote in summary.Quotes.Take(QuotesMax).Concat(summary.Answers))
        {
            var origin = quote.PublishedAt is { } at ? $"{quote.Outlet}, {words.Time(at, request.Zone)}" : quote.Outlet;
            main.Add($"<blockquote><p>{words.Say("quote", MailHtml.Plain(quote.Text, QuoteCharactersMax))}</p>\n<p class=\"soft\">");
            main.Add($"{(quote.By.Length > 0 ? quote.By + " · " : "")}{ReaderFrame.Out(quote.Url, origin)}</p></blockquote>\n");
        }

        main.Add($"<section id=\"mute\" aria-label=\"{words["page.event.mute"]}\">\n");
        main.Add($"{(mutedUntil is { } until
            ? ReaderFrame.Said(words.Say("page.event.unmute.text", words.Time(until, request.Zone)))
                .Add($"{ReaderFrame.Button("unmute", words["page.event.unmute"], plain: true)}")
            : ReaderFrame.Said(words["page.event.mute.text"]).Add($"{ReaderFrame.Button("mute", words["page.event.mute"], plain: true)}"))}");
        main.Add($"</section>\n");
        return ReaderFrame.Page(words, EventWords.Title(summary, words), main);
    }
}
