using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Monitor.Articles.Extraction;

/// <summary>
/// Short lines that outlets put between and below the paragraphs of an article. Their first words only raise the question; a line that goes
/// on as a sentence, or reports what somebody said, is text. Compared in lower case, without what is no letter or digit at either end.
/// </summary>
internal static partial class BoilerplateLines
{
    /// <summary>A longer line is text.</summary>
    public const int CharactersMax = 160;

    // What a long paragraph begins with.
    private const int BeginningCharactersMax = 64;

    private static readonly FrozenSet<string> Whole = new[]
    {
        "advertisement", "advertisements", "advert", "ad", "iklan", "ads", "sponsored", "sponsored content", "anzeige", "werbung", "publicité",
        "publicidad", "pubblicità", "publicidade", "reklama", "реклама", "advertentie", "reklam", "annonse", "annons", "mainos", "διαφήμιση",
        "continue reading", "continue reading below", "continue reading the main story", "story continues below",
        "story continues below advertisement", "article continues below", "article continues below advertisement", "story continues", "continued",
        "read more", "read also", "read next", "read full article", "read the full story", "more", "see more", "show more", "load more", "view more",
        "view all", "see also", "also read", "also see", "next", "previous", "back to top", "top",
        "related", "related articles", "related article", "related stories", "related story", "related posts", "related content", "related links",
        "related topics", "related news", "related coverage", "related reading", "recommended", "recommended for you", "you may also like",
        "you might also like", "you may like", "more from this author", "more like this", "trending", "trending now", "most read", "most popular",
        "popular", "latest news", "top stories", "editor's picks", "editors' picks", "what to read next", "up next", "in this article",
        "in this story", "more stories", "more news",
        "share", "share this", "share this article", "share this story", "share this post", "share on facebook", "share on twitter",
        "share on linkedin", "share via email", "share this:", "tweet", "tweet this", "email", "e-mail", "print", "save", "pin", "pin it",
        "pinterest", "facebook", "twitter", "linkedin", "whatsapp", "reddit", "telegram", "flipboard", "tumblr", "google+", "messenger", "copy link",
        "link copied", "instagram", "youtube", "comment", "comments", "reply", "follow", "follow us", "like", "like this", "like this:",
        "like loading", "loading", "teilen", "partager", "compartir", "condividi", "compartilhar", "поделиться", "delen", "del", "dela", "jaa",
        "udostępnij", "sdílet",
        "toggle caption", "hide caption", "enlarge this image", "view image", "view gallery", "view comments", "leave a comment", "leave a reply",
        "leave a reply cancel reply", "post a comment", "add a comment", "no comments", "sign in", "log in", "subscribe", "subscribe now",
        "newsletter", "close", "menu", "search", "home", "play", "pause", "replay", "watch", "watch now", "watch live", "listen", "image", "photo",
        "photos", "video", "gallery", "slideshow", "caption", "credit", "tags", "topics", "filed under", "categories", "about the author", "source",
        "sources", "source link", "via", "original article", "originally published", "correction", "get the app", "download the app", "don't miss",
        "dont miss", "must read", "breaking", "breaking news", "live", "exclusive", "thank you for reading", "thanks for reading", "thank you",
        "all rights reserved", "by",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Labels: what follows them is no sentence, but a name, a link or a headline.
    private static readonly BeginningSet Labels = new(
    [
        "read more", "read also", "read next", "read:", "also read", "related:", "related story", "related article", "see also", "see more:", "more:",
        "more on ", "more from ", "more about ", "recommended:", "don't miss:", "must read:", "watch:", "watch more", "listen:",
        "source:", "quelle:", "crédit", "copyright ", "(c) 20", "all rights reserved", "tag:", "tags:", "tagged:", "topics:", "filed under",
        "posted in", "posted by", "posted on", "categories:", "category:", "keywords:", "photos by", "photo by", "photo courtesy", "video by",
        "image by", "image courtesy", "picture by", "foto di", "file photo", "featured image", "getty images",
        "lesen sie auch", "lesen sie mehr", "mehr zum thema", "lire aussi", "à lire aussi", "lire la suite", "leggi anche", "leggi tutto",
        "lea también", "lee también", "le puede interesar", "leia também", "leia mais", "saiba mais", "lees ook", "läs också", "läs mer", "les også",
        "læs også", "lue myös", "czytaj także", "czytaj też", "zobacz też", "čtěte také", "přečtěte si", "citește și", "читайте также",
        "читайте також", "διαβάστε επίσης", "διαβάστε ακόμα", "olvasta már", "ayrıca bakınız", "advertisement ",
        "this article is part of", "this story is part of", "what do you think", "let us know in the comments", "tell us in the comments",
        "be the first to comment", "this video is not available", "loading...", "skip to ", "jump to ", "toggle ", "privacy policy", "terms of",
        "terms and conditions", "by subscribing", "by signing up", "by clicking", "leave a comment", "leave a reply", "view comments",
        "show comments", "have your say", "download the",
    ]);

    // Labels of pictures: what follows them is a caption, even where it is a sentence.
    private static readonly BeginningSet PictureLabels = new(
    [
        "photo:", "photos:", "photo :", "photo credit", "image:", "image credit", "image source", "picture:", "video:", "photograph:", "foto:",
        "fotos:", "bild:", "credit:", "©",
    ]);

    // Requests: the verb is directed at the reader.
    private static readonly BeginningSet Requests = new(
    [
        "join our", "join the conversation", "sign up for", "sign up to", "signup for", "subscribe to", "subscribe for", "get our ", "get the latest",
        "get breaking news", "get daily", "follow us", "follow him on", "follow her on", "follow them on", "follow me on", "like us on", "find us on",
        "join us on", "click here", "click to ", "tap here to", "download our", "support our journalism", "support our work", "please subscribe",
        "already a subscriber", "to continue reading", "have a tip", "got a tip", "send tips to", "contact us at", "listen to this",
        "share: ", "share this ", "share on ", "share via ", "enable javascript", "your browser does not support", "scroll down for",
        "scroll to continue", "we use cookies", "this site uses cookies",
    ]);

    // Notices of a whole paragraph.
    private static readonly BeginningSet NoticeBeginnings = new(
    [
        "this website uses cookies", "this site uses cookies", "we use cookies", "we and our partners", "our website uses cookies",
        "by continuing to use this", "by using this site", "diese website verwendet cookies", "ce site utilise des cookies", "questo sito utilizza",
        "este sitio utiliza cookies", "este site utiliza cookies", "deze website gebruikt cookies",
        "the cookie settings on this", "like this story? share it",
    ]);

    /// <summary>A last paragraph that asks to follow, subscribe or write: it holds a link, or an address to follow.</summary>
    public static bool IsAppeal(TextBlock block) =>
        block.Text.Length <= 4 * CharactersMax
        && (block.LinkCharacters > 0 || block.Text.Contains('@', StringComparison.Ordinal))
        && Speech.AsksReader(block.Text);

    /// <summary>Whether a line is furniture by what it does: a bare label, a label before something else, a request, a notice.</summary>
    public static bool Contains(TextBlock block)
    {
        var text = block.Text;
        if (block.Weight > 4 * CharactersMax)
        {
            return false;
        }

        if (block.Weight > CharactersMax)
        {
            // A whole paragraph: "By clicking … you agree to our terms and to …".
            var beginning = Line(text.Length > BeginningCharactersMax ? text[..BeginningCharactersMax] : text);
            return NoticeBeginnings.Begins(beginning) || ((Labels.Begins(beginning) || Requests.Begins(beginning)) && Speech.SellsToReader(text));
        }

        var line = Line(text);
        if (IsBare(line) || PictureLabels.Begins(line) || NoticeBeginnings.Begins(line))
        {
            return true;
        }

        if (Requests.Begins(line))
        {
            return !Speech.IsReported(text) && (block.LinkCharacters > 0 || !block.EndsAsSentence || Speech.IsDirected(text));
        }

        if (Labels.Begins(line))
        {
            return !Speech.IsStatement(text, block.LinkDensity);
        }

        return Patronage().IsMatch(line) && !Speech.IsReported(text);
    }

    /// <summary>A label that stands alone, as over a box.</summary>
    public static bool IsLabel(string text) => text.Length <= CharactersMax && IsBare(Line(text));

    private static bool IsBare(string line) => line.Length == 0 || Whole.Contains(line) || (char.IsDigit(line[0]) && Counter().IsMatch(line));

    /// <summary>In small letters, without what is no letter or digit at either end; "©" and "(c)" stay.</summary>
    private static string Line(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && !char.IsLetterOrDigit(text[start]) && text[start] is not '©'
            && !text.AsSpan(start).StartsWith("(c)", StringComparison.OrdinalIgnoreCase))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        return text[start..end].ToLowerInvariant().Replace('’', '\'');
    }

    /// <summary>Who paid for the text.</summary>
    [GeneratedRegex(
        @"^((this|our) (\w+ ){0,2}(article|story|stories|report|reporting|series|podcast|content|page|coverage|journalism|feature|video"
            + @"|newsletter) (is|was|are|has been|have been) )?"
            + @"((partly |kindly )?(sponsored|supported|funded|presented|made possible|paid for) by|brought to you by"
            + @"|in (partnership|association) with) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Patronage();

    /// <summary>"12 comments", "3.4k shares", "5 min read".</summary>
    [GeneratedRegex(@"^\d[\d.,]*[km]?\+? (comments?|shares?|views?|likes?|(minutes?|mins?) read)$", RegexOptions.CultureInvariant)]
    private static partial Regex Counter();
}
