using System.Collections.Frozen;

namespace Monitor.Articles.Extraction;

/// <summary>
/// Reads hints from class, id and role: names are cut into words at punctuation and capitals ("articleShare_bar": article, share, bar). What
/// follows "category-", "tag-" and the like says what a text is about, not what it is.
/// </summary>
internal static class PageHintWords
{
    private static readonly FrozenDictionary<string, PageHints> Words = Build();

    private static readonly FrozenSet<string> Subjects =
        new[] { "category", "cat", "tag", "section", "topic", "term", "series", "format", "lang", "language", "type",
            "status" }.ToFrozenSet(StringComparer.Ordinal);

    public static PageHints Of(string? names)
    {
        var hints = PageHints.None;
        if (string.IsNullOrEmpty(names))
        {
            return hints;
        }

        var lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[24];
        // The first word of the current name, where more follows.
        var (length, nameStart, firstEnd) = (0, 0, -1);
        // A page may carry kilobytes of utility classes: what matters stands early.
        var limit = Math.Min(names.Length, 600);
        for (var i = 0; i <= limit; i++)
        {
            var character = i < limit ? names[i] : ' ';
            var startsWord = char.IsAsciiLetterUpper(character) && i > 0 && char.IsAsciiLetterLower(names[i - 1]);
            if (startsWord || !char.IsAsciiLetter(character))
            {
                if (length > 1 && lookup.TryGetValue(word[..length], out var found) && !IsSubject(names, nameStart, firstEnd))
                {
                    hints |= found;
                }

                firstEnd = firstEnd < 0 && length > 1 && character is '-' or '_' ? i : firstEnd;
                length = 0;
            }

            if (char.IsWhiteSpace(character))
            {
                (nameStart, firstEnd) = (i + 1, -1);
            }

            if (char.IsAsciiLetter(character) && length < word.Length)
            {
                word[length++] = char.ToLowerInvariant(character);
            }
        }

        return hints;
    }

    private static bool IsSubject(string names, int start, int end) =>
        end > start && Subjects.Contains(names[start..end].ToLowerInvariant());

    private static FrozenDictionary<string, PageHints> Build()
    {
        var words = new Dictionary<string, PageHints>(StringComparer.Ordinal);
        Add(PageHints.Body, "article", "articlebody", "articletext", "articlecontent", "body", "bodytext", "content", "entry", "entrycontent",
            "hentry", "main", "maincontent", "page", "post",
            "postbody", "postcontent", "story", "storybody", "storytext", "text", "prose", "paragraph", "richtext", "longform", "column");
        Add(PageHints.Beside, "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "sidebar", "rail", "footer", "masthead",
            "banner", "advert", "advertisement", "advertising", "ads", "adsense", "adslot", "dfp",
            "sponsor", "sponsored", "popup", "modal", "overlay", "lightbox", "pager", "pagination", "toolbar", "ticker", "trending", "popular",
            "mostread", "teaser", "teasers", "skip", "login", "signin", "register", "weather", "poll", "polls", "quiz", "calendar", "copyright", "sitemap");
        Add(PageHints.Inset | PageHints.Beside, "share", "sharing", "sharebar", "sharetools", "sharebuttons", "social", "socials", "addthis",
            "addtoany", "sharedaddy",
            "jp", "related", "relatedposts", "recommended", "recommendation", "recommendations", "recirc", "recirculation", "readmore", "seealso",
            "newsletter", "newsletters", "subscribe", "subscription", "signup", "optin", "promo", "promos", "promotion", "outbrain", "taboola",
            "zergnet", "revcontent", "mgid", "tags", "taglist", "tagcloud", "topics", "keywords", "donate", "donation", "paywall",
            "upnext", "nextup", "morefrom", "morestories", "morenews", "ad", "advertise",
            "disclaimer", "printfriendly", "feedback", "followus", "toc", "shortlink", "likes");
        Add(PageHints.Notice | PageHints.Inset | PageHints.Beside, "cookie", "cookies", "consent", "gdpr", "ccpa", "onetrust", "cmp");
        Add(PageHints.Comments | PageHints.Inset | PageHints.Beside, "comment", "reply", "replies", "discussion", "remark");
        Add(PageHints.CommentSection | PageHints.Comments | PageHints.Inset | PageHints.Beside, "comments", "commentlist", "disqus", "respond",
            "livefyre", "facebookcomments", "talkback");
        Add(PageHints.About | PageHints.Inset | PageHints.Beside, "bio", "authorbio", "authorbox", "biography", "aboutauthor");
        Add(PageHints.Caption | PageHints.Inset, "caption", "figcaption", "imagecaption", "photocaption", "credit", "credits", "photocredit",
            "wp-caption", "captions");
        Add(PageHints.Vague, "widget", "widgets", "print", "rating", "ratings", "vote", "infobox", "factbox", "audio", "player", "video", "gallery",
            "slideshow", "carousel", "module", "tools", "links", "list", "more", "info");
        Add(PageHints.Inset, "byline", "bylines", "dateline", "timestamp", "published", "meta", "metadata", "postmeta",
            "entrymeta", "kicker", "eyebrow", "pullquote", "hidden", "invisible", "screenreader", "visuallyhidden", "noprint", "tooltip", "buttons", "button");
        Add(PageHints.About | PageHints.Inset, "author", "authors");
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(PageHints hints, params string[] names)
        {
            foreach (var name in names)
            {
                words[name] = hints;
            }
        }
    }
}
