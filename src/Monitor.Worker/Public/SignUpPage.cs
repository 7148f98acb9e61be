using Monitor.Delivery.Mail;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>The sign-up page. Pure.</summary>
internal static class SignUpPage
{
    public static string Compose(ReaderWords words, SignUpForm form, IReadOnlyList<string> faults)
    {
        var main = ReaderFrame.Said(words["signUp.text"]).Add($"{ReaderFrame.Faults(words, faults)}<form method=\"post\">\n");
        main.Add($"{ReaderFrame.Field("address", "email", words["signUp.address"], form.Address, " required autocomplete=\"email\"")}");
        main.Add($"{ReaderFrame.Field("zone", "text", words["preferences.zone"], form.Zone, " required")}");
        main.Add($"<label for=\"language\">{words["preferences.language"]}</label>\n<select id=\"language\" name=\"language\">\n");
        foreach (var language in MailWords.Languages)
        {
            main.Add($"{ReaderFrame.Choice(language, words[$"preferences.language.{language}"], form.Language == language)}");
        }

        main.Add($"</select>\n<p>{ReaderFrame.Tick("alerts", words["signUp.alerts"], form.Alerts)}</p>\n");
        main.Add($"<p><button type=\"submit\">{words["signUp.button"]}</button></p>\n</form>\n");
        return ReaderFrame.Page(words, words["signUp.title"], main);
    }
}
