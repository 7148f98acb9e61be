using Monitor.Articles.Extraction;
using Monitor.Languages;

namespace Monitor.Articles.Walls;

/// <summary>
/// Tells the page that an entry announced from what stands in its place: a question about cookies, a robot check, a demand to sign in, "no such page",
/// the front page. Decided by what the page has in common with its entry, not by the words of walls, which are endless.
/// </summary>
public static class PageWall
{
    // A long text in another language than its entry cannot be compared by words; walls are short.
    private const int ForeignWeightMax = 1_500;

    // A text of this length about something else needs more to be disbelieved: hardly any word is then chance.
    private const int LongWeightMin = 4_000;

    /// <summary>Why the page is not the article; null where it is, or where nothing speaks against it.</summary>
    /// <param name="title">The entry's.</param>
    /// <param name="feedText">The entry's summary or content.</param>
    /// <param name="asked">The entry's address.</param>
    /// <param name="led">Where the page came from in the end.</param>
    /// <param name="stoodElsewhere">The same text stood under another title of this host.</param>
    public static string? Because(
        string title, string feedText, string outlet, string? language, ExtractedPage page, Uri asked, Uri led, bool stoodElsewhere)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(feedText);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(led);
        if (IsFrontPage(led) && !IsFrontPage(asked))
        {
            return "the address led to the front page";
        }

        var words = SharedWords.Between($"{title}\n{feedText}", page.Text, outlet, asked.IdnHost);
        if (words.IsClear)
        {
            return null;
        }

        // Outlets let such lists stand where a video was; they change from hour to hour, so that no text stands twice.
        if (page.IsListOfPages)
        {
            return "the page only lists other pages";
        }

        // Redirectors and moved sites lead elsewhere too: there the page must tell of the same thing, or have its headline.
        var headline = SharedWords.Between(title, page.Title, outlet, asked.IdnHost);
        if (!AmpVersion.IsSameSite(asked, led) && !headline.IsClear && (words.IsHardlyAny || words.Shared == 0 && headline.Shared == 0))
        {
            return $"the address led to {led.IdnHost}, to a page about something else";
        }

        if (stoodElsewhere)
        {
            return "the same text stands under other titles of this host";
        }

        return IsAboutSomethingElse(words, headline, language, page) ? "the page is about something else than the entry" : null;
    }

    private static bool IsAboutSomethingElse(SharedWords words, SharedWords headline, string? language, ExtractedPage page)
    {
        var weight = TextWeight.Of(page.Text);
        var isForeign = language is not null && page.Language is not null
            && LanguageDetector.Primary(language) != LanguageDetector.Primary(page.Language);
        if (isForeign && weight > ForeignWeightMax)
        {
            return false;
        }

        // Under the entry's own headline, or at length, a text may well use other words.
        return headline.IsClear || weight >= LongWeightMin ? words.IsNone : words.IsHardlyAny;
    }

    /// <summary>"/", also in a language ("/en/") or by its file ("/index.html").</summary>
    private static bool IsFrontPage(Uri address)
    {
        var path = address.AbsolutePath.Trim('/');
        return address.Query.Length <= 1 && (path.Length is 0 or 2
            || path.StartsWith("index.", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith("default.", StringComparison.OrdinalIgnoreCase)
            || path.Equals("home", StringComparison.OrdinalIgnoreCase));
    }
}
