using Monitor.Delivery.Mail;

namespace Monitor.Worker.Public;

/// <summary>The sign-up page. Pure.</summary>
internal static class SignUpPage
{
    public static string Compose(MailWords words, SignUpForm form, IReadOnlyList<string> faults)
    {
        var main = ReaderFrame.Said(words["sign-up.text"]).Add($"{ReaderFrame.Faults(words, faults)}<form method=\"post\">\n");
        main.Add($"{ReaderFrame.Field("address", "email", words["sign-up.address"], form.Address, " required autocomplete=\"email\"")}");
        main.Add($"{ReaderFrame.Field("zone", "text", words["preferences.zone"], form.Zone, " required")}");
        main.Add($"<label for=\"language\">{words["preferences.language"]}</label>\n<select id=\"language\" name=\"language\">\n");
        foreach (var language in MailWords.Languages)
        {
            main.Add($"{ReaderFrame.Choice(language, words[$"preferences.language.{language}"], form.Language == language)}");
        }

        main.Add($"</select>\n<p>{ReaderFrame.Tick("alerts", words["sign-up.alerts"], form.Alerts)}</p>\n");
        main.Add($"<p><button type=\"submit\">{words["sign-up.button"]}</button></p>\n</form>\n");
        return ReaderFrame.Page(words, words["sign-up.title"], main);
    }
}
