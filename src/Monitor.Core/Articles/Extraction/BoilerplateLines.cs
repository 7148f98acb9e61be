using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Monitor.Articles.Extraction;

/// <summary>
/// Short lines that outlets put between and below the paragraphs of an article, known by their words. Compared in lower case, without
/// what is no letter or digit at either end.
/// </summary>
internal static partial class BoilerplateLines
{
    /// <summary>A longer line is text.</summary>
    public const int CharactersMax = 160;

    private static readonly FrozenSet<string> Whole = new[]
    {
        "advertisement", "advertisements", "advert", "ad", "iklan", "ads", "sponsored", "sponsored content", "anzeige", "werbung", "publicité", "publicidad", "pubblicità", "publicidade", "reklama", "реклама", "advertentie", "reklam", "annonse", "annons", "mainos", "διαφήμιση",
        "continue reading", "continue reading below", "continue reading the main story", "story continues below", "story continues below advertisement", "article continues below", "article continues below advertisement", "story continues", "continued", "read more", "read also", "read next", "read full article", "read the full story", "more", "see more", "show more", "load more", "view more", "view all", "see also", "also read", "also see", "next", "previous", "back to top", "top",
        "related", "related articles", "related article", "related stories", "related story", "related posts", "related content", "related links", "related topics", "related news", "related coverage", "related reading", "recommended", "recommended for you", "you may also like", "you might also like", "you may like", "more from this author", "more like this", "trending", "trending now", "most read", "most popular", "popular", "latest news", "top stories", "editor's picks", "editors' picks", "what to read next", "up next", "in this article", "in this story", "more stories", "more news",
        "share", "share this", "share this article", "share this story", "share this post", "share on facebook", "share on twitter", "share on linkedin", "share via email", "share this:", "tweet", "tweet this", "email", "e-mail", "print", "save", "pin", "pin it", "pinterest", "facebook", "twitter", "linkedin", "whatsapp", "reddit", "telegram", "flipboard", "tumblr", "google+", "messenger", "copy link", "link copied", "instagram", "youtube", "comment", "comments", "reply", "follow", "follow us", "like", "like this", "like this:", "like loading", "loading", "teilen", "partager", "compartir", "condividi", "compartilhar", "поделиться", "delen", "del", "dela", "jaa", "udostępnij", "sdílet",
        "toggle caption", "hide caption", "enlarge this image", "view image", "view gallery", "view comments", "leave a comment", "leave a reply", "leave a reply cancel reply", "post a comment", "add a comment", "no comments", "sign in", "log in", "subscribe", "subscribe now", "newsletter", "close", "menu", "search", "home", "play", "pause", "replay", "watch", "watch now", "watch live", "listen", "image", "photo", "photos", "video", "gallery", "slideshow", "caption", "credit", "tags", "topics", "filed under", "categories", "about the author", "source", "sources", "source link", "via", "original article", "originally published", "correction", "get the app", "download the app", "don't miss", "dont miss", "must read", "breaking", "breaking news", "live", "exclusive", "thank you for reading", "thanks for reading", "thank you", "all rights reserved",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What such lines begin with; the whole line must be short.
    private static readonly string[] Beginnings =
    [
        "read more:", "read more about", "read more on", "read more at", "read also:", "read next:", "read:", "also read:", "also read -", "related:", "related story:", "related article:", "see also:", "see more:", "more:", "more on ", "more from ", "more about ", "recommended:", "don't miss:", "must read:", "watch:", "watch more:", "listen:", "listen to this", "join our", "join the conversation",
        "sign up for", "sign up to", "signup for", "subscribe to", "subscribe for", "get our ", "get the latest", "get breaking news", "get daily", "follow us", "follow him on", "follow her on", "follow them on", "follow me on", "like us on", "find us on", "join us on", "click here to", "click to ", "tap here to", "download our", "download the", "support our journalism", "support our work", "please subscribe", "already a subscriber", "to continue reading", "have a tip", "got a tip", "send tips to", "contact us at",
        "photo:", "photo by", "photos by", "photo credit", "photo courtesy", "image:", "image credit", "image by", "image courtesy", "image source", "picture:", "picture by", "video:", "video by", "featured image", "file photo", "photograph:", "foto:", "foto di", "bild:", "photo :", "crédit", "credit:", "source:", "quelle:", "getty images", "copyright ", "(c) 20", "© 20", "©", "all rights reserved", "tags:", "tagged:", "topics:", "filed under", "posted in", "posted by", "posted on", "categories:", "category:", "keywords:",
        "lesen sie auch", "lesen sie mehr", "mehr zum thema", "lire aussi", "à lire aussi", "lire la suite", "leggi anche", "leggi tutto", "lea también", "lee también", "le puede interesar", "leia também", "leia mais", "saiba mais", "lees ook", "läs också", "läs mer", "les også", "læs også", "lue myös", "czytaj także", "czytaj też", "zobacz też", "čtěte také", "přečtěte si", "citește și", "читайте также", "читайте також", "διαβάστε επίσης", "διαβάστε ακόμα", "olvasta már", "ayrıca bakınız", "advertisement ", "this article is part of", "this story is part of",
        "share this ", "share on ", "share via ", "what do you think", "let us know in the comments", "tell us in the comments", "have your say", "leave a comment", "leave a reply", "view comments", "show comments", "be the first to comment", "this video is not available", "enable javascript", "your browser does not support", "loading...", "scroll down for", "scroll to continue", "skip to ", "jump to ", "toggle ", "privacy policy", "terms of", "we use cookies", "this site uses cookies", "by subscribing", "by signing up", "by clicking",
    ];

    // Notices of a whole paragraph.
    private static readonly string[] NoticeBeginnings =
    [
        "this website uses cookies", "this site uses cookies", "we use cookies", "we and our partners", "our website uses cookies", "by continuing to use this", "by using this site", "diese website verwendet cookies", "ce site utilise des cookies", "questo sito utilizza", "este sitio utiliza cookies", "este site utiliza cookies", "deze website gebruikt cookies",
        "the cookie settings on this", "like this story? share it",
    ];

    // What the last lines of an article ask of the reader.
    private static readonly string[] Appeals =
    [
        "follow ", "twitter", "facebook", "instagram", "newsletter", "subscribe", "sign up", "podcast", "e-mail", "email", "whatsapp", "telegram", "linkedin", "youtube", "folgen sie", "suivez", "síguenos", "seguici", "siga ", "подпис",
    ];

    /// <summary>A last paragraph that asks to follow, subscribe or write: it holds a link, or an address to follow.</summary>
    public static bool IsAppeal(TextBlock block)
    {
        if (block.Text.Length > 4 * CharactersMax || (block.LinkCharacters == 0 && !block.Text.Contains('@', StringComparison.Ordinal)))
        {
            return false;
        }

        var line = block.Text.ToLowerInvariant();
        return Appeals.Any(appeal => line.Contains(appeal, StringComparison.Ordinal));
    }

    public static bool Contains(string text)
    {
        if (text.Length <= 4 * CharactersMax && NoticeBeginnings.Any(notice => text.StartsWith(notice, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        if (text.Length > CharactersMax)
        {
            return false;
        }

        var line = Ends().Replace(text, "").ToLowerInvariant().Replace('’', '\'');
        return line.Length == 0
            || Whole.Contains(line)
            || Beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal))
            || Counter().IsMatch(line);
    }

    [GeneratedRegex(@"^[^\p{L}\p{N}©(]+|[^\p{L}\p{N}]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    /// <summary>"12 comments", "3.4k shares", "5 min read".</summary>
    [GeneratedRegex(@"^\d[\d.,]*[km]?\+? (comments?|shares?|views?|likes?|(minutes?|mins?) read)$", RegexOptions.CultureInvariant)]
    private static partial Regex Counter();
}
