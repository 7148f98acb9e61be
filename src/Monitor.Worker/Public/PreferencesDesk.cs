using Microsoft.EntityFrameworkCore;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Worker.Public;

/// <summary>Shows what a reader wants, and keeps what they change: by hand, so that the config file does not take it back.</summary>
internal sealed class PreferencesDesk(CurrentTagger taggers)
{
    /// <summary>Whoever holds the link must not be able to have strangers written to.</summary>
    private const int MovesADayMax = 3;

    private const string Saved = "?saved";

    public async Task<PageAnswer> AnswerAsync(ReaderRequest request, CancellationToken stop)
    {
        var (subscriber, words) = (request.Subscriber, request.Words);
        if (subscriber.Left)
        {
            return new PageAnswer.SeeOther(request.To(request.Links.Leave(subscriber.LinkName)));
        }

        var tagger = await taggers.GetAsync(request.Db, stop);
        var names = new ReaderNames(tagger.Rules, tagger.Actors);
        var faults = new List<string>();
        var form = request.Form is null ? PreferencesForm.Of(subscriber, names, request.Now) : PreferencesForm.Read(request.Form);
        if (request.Form is not null && await SaveAsync(request, form, names, faults, stop))
        {
            return request.Again(Saved);
        }

        var notices = new List<string>();
        if (request.Query.ContainsKey(Saved[1..]) && request.Form is null)
        {
            notices.Add(words["preferences.saved"]);
        }

        if (subscriber.NewAddress is { } awaited)
        {
            notices.Add(words.Say("preferences.waiting", awaited));
        }

        return PageAnswer.Ok(PreferencesPage.Compose(request, form, names, notices, faults));
    }

    private static async Task<bool> SaveAsync(
        ReaderRequest request, PreferencesForm form, ReaderNames names, List<string> faults, CancellationToken stop)
    {
        var (db, subscriber, now) = (request.Db, request.Subscriber, request.Now);
        var settings = form.Settings(subscriber.Settings, names, request.Words, faults);
        var until = form.PauseUntil(subscriber, settings.Zone(), now, request.Words, faults);
        var isMoved = form.Address != (subscriber.NewAddress ?? subscriber.Address);
        if (isMoved && await db.Set<AddressConfirmation>().CountAsync(
            one => one.SubscriberId == subscriber.Id && one.AskedAt > now.AddDays(-1), stop) >= MovesADayMax)
        {
            faults.Add(request.Words["fault.often"]);
        }

        if (faults.Count > 0)
        {
            return false;
        }

        subscriber.ChangeByHand(settings, now);
        subscriber.WantDigest(form.Digest, now, await db.LastChangeAsync(stop));
        if (settings.Alerts.Any(rule => rule.Channel == AlertRule.MailChannel))
        {
            subscriber.AlertsOffAt = form.Alerts ? null : subscriber.AlertsOffAt ?? now;
        }

        var isPaused = subscriber.PausedUntil > now;
        if (until != (isPaused ? subscriber.PausedUntil : null))
        {
            await db.PauseAsync(subscriber, until ?? now, now, stop);
        }

        if (isMoved)
        {
            subscriber.MoveByHand(form.Address);
        }

        await request.SaveAsync(stop);
        return true;
    }
}
