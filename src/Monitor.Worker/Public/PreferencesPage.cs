using Monitor.Delivery.Mail;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>The preferences as a page: one plain form. Pure.</summary>
internal static class PreferencesPage
{
    private static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    /// <param name="notices">What is said above the form.</param>
    /// <param name="faults">What could not be used.</param>
    public static string Compose(ReaderRequest request, PreferencesForm form, ReaderNames names, IReadOnlyList<string> notices, IReadOnlyList<string> faults)
    {
        var (words, subscriber) = (request.Words, request.Subscriber);
        var name = subscriber.Settings.DisplayName is { Length: > 0 } shown ? shown : subscriber.Name;
        var main = ReaderFrame.Said(words.Say("preferences.of", name, subscriber.Address), "soft");
        foreach (var notice in notices)
        {
            main.Add($"<p class=\"good\" role=\"status\">{notice}</p>\n");
        }

        main.Add($"{ReaderFrame.Faults(words, faults)}<form method=\"post\">\n");
        main.Add($"{What(words, form, subscriber)}{When(words, form)}{Look(words, form)}{About(words, form, names)}");
        main.Add($"<fieldset><legend>{words["preferences.address"]}</legend>\n<p class=\"soft\" id=\"address-hint\">{words["preferences.address-hint"]}</p>\n");
        main.Add($"<label for=\"address\">{words["preferences.address"]}</label>\n<input id=\"address\" name=\"address\" type=\"email\" ");
        main.Add($"autocomplete=\"email\" required aria-describedby=\"address-hint\" value=\"{form.Address}\">\n</fieldset>\n");
        main.Add($"<p><button type=\"submit\" name=\"do\" value=\"save\">{words["preferences.save"]}</button></p>\n</form>\n");
        main.Add($"{ReaderFrame.Way(request.To(request.Links.Leave(subscriber.LinkName)), words["preferences.leave"])}");
        return ReaderFrame.Page(words, words["preferences.title"], main);
    }

    private static MailHtml What(MailWords words, PreferencesForm form, Subscriber subscriber)
    {
        var html = new MailHtml().Add($"<fieldset><legend>{words["preferences.what"]}</legend>\n");
        html.Add($"{ReaderFrame.Tick("digest", words["preferences.digest"], form.Digest)}");
        if (subscriber.Settings.Alerts.Any(rule => rule.Channel == AlertRule.MailChannel))
        {
            html.Add($"{ReaderFrame.Tick("alerts", words["preferences.alerts"], form.Alerts)}");
        }
        else
        {
            html.Add($"<p class=\"soft\">{words["preferences.no-alerts"]}</p>\n");
        }

        return html.Add($"{ReaderFrame.Field("pause", "date", words["preferences.pause"], form.Pause)}</fieldset>\n");
    }

    private static MailHtml When(MailWords words, PreferencesForm form)
    {
        var html = new MailHtml().Add($"<fieldset><legend>{words["preferences.times"]}</legend>\n<p class=\"soft\">{words["preferences.times-hint"]}</p>\n");
        for (var number = 1; number <= Math.Max(form.Times.Count, Math.Min(form.Times.Count + 1, PreferencesForm.TimesMax)); number++)
        {
            var (at, days) = form.Times.ElementAtOrDefault(number - 1);
            html.Add($"{ReaderFrame.Field($"time{number}", "time", words.Say("preferences.time", number), at ?? "")}");
            html.Add($"<div role=\"group\" aria-label=\"{words.Say("preferences.days", number)}\">\n");
            foreach (var day in Week)
            {
                html.Add($"{ReaderFrame.Tick($"day{number}-{day}", words.ShortWeekday(day), days?.Contains(day) == true)}");
            }

            html.Add($"</div>\n");
        }

        return html.Add($"{ReaderFrame.Field("zone", "text", words["preferences.zone"], form.Zone)}</fieldset>\n");
    }

    private static MailHtml Look(MailWords words, PreferencesForm form)
    {
        var html = new MailHtml().Add($"<fieldset><legend>{words["preferences.form"]}</legend>\n");
        html.Add($"<label for=\"length\">{words["preferences.length"]}</label>\n<select id=\"length\" name=\"length\">\n");
        foreach (var length in Enum.GetValues<DigestLength>())
        {
            html.Add($"{ReaderFrame.Choice(length.ToString(), words[$"preferences.length.{length.ToString().ToLowerInvariant()}"], form.Length == length)}");
        }

        html.Add($"</select>\n<label for=\"language\">{words["preferences.language"]}</label>\n<select id=\"language\" name=\"language\">\n");
        foreach (var language in MailWords.Languages)
        {
            html.Add($"{ReaderFrame.Choice(language, words[$"preferences.language.{language}"], form.Language == language)}");
        }

        return html.Add($"</select>\n<p>{ReaderFrame.Tick("empty", words["preferences.empty"], form.SendWhenEmpty)}</p></fieldset>\n");
    }

    private static MailHtml About(MailWords words, PreferencesForm form, ReaderNames names)
    {
        var html = new MailHtml().Add($"<fieldset><legend>{words["preferences.about"]}</legend>\n<p class=\"soft\">{words["preferences.about-hint"]}</p>\n");
        html.Add($"<div role=\"group\" aria-label=\"{words["preferences.topics"]}\">\n<p>{words["preferences.topics"]}</p>\n");
        foreach (var topic in names.Topics.Ids.Union(form.Topics, StringComparer.OrdinalIgnoreCase))
        {
            html.Add($"{ReaderFrame.Tick($"topic-{topic}", names.Topics.Of(topic), form.Topics.Contains(topic, StringComparer.OrdinalIgnoreCase))}");
        }

        html.Add($"</div>\n{List("actors", words["preferences.actors"], form.Actors)}{List("accusers", words["preferences.accusers"], form.Accusers)}");
        html.Add($"{List("accused", words["preferences.accused"], form.Accused)}{List("outlets", words["preferences.outlets"], form.Outlets)}");
        html.Add($"{List("languages", words["preferences.languages"], form.Languages)}");
        html.Add($"{ReaderFrame.Field("atLeast", "text", words["preferences.at-least"], form.AtLeast, " inputmode=\"numeric\"")}");
        return html.Add($"{ReaderFrame.Field("importance", "text", words["preferences.importance"], form.Importance, " inputmode=\"numeric\"")}</fieldset>\n");
    }

    // The line end after the tag is no part of the text, and keeps one that begins it.
    private static MailHtml List(string name, string words, string value) => new MailHtml()
        .Add($"<label for=\"{name}\">{words}</label>\n<textarea id=\"{name}\" name=\"{name}\" rows=\"2\">\n{value}</textarea>\n");
}
