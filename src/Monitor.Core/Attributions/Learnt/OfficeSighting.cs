using Monitor.Text;

namespace Monitor.Attributions.Learnt;

/// <summary>That an outlet named a person in an office on a day, in a report of its own: what copies repeat is no further sighting.</summary>
public sealed class OfficeSighting
{
    private const int QuoteLettersMax = 300;

    /// <summary>Shorter words are in every sentence.</summary>
    private const int EchoLettersMin = 4;

    private const int EchoWordsMin = 4;
    private const int EchoWordsMax = 30;
    private const double EchoShare = 0.7;

    public long Id { get; set; }

    /// <summary>The name, folded, by which sightings are compared.</summary>
    public required string NameKey { get; set; }

    /// <summary>The name as written.</summary>
    public required string Name { get; set; }

    /// <summary>Id of the state, body or agency.</summary>
    public required string Owner { get; set; }

    /// <summary>The office, the same in all languages.</summary>
    public required string Office { get; set; }

    /// <summary>Several hold such an office at once.</summary>
    public bool IsOfMany { get; set; }

    public OfficeTelling Telling { get; set; }

    /// <summary>Id of the person who holds the office by the book on that day; null where the book does not say.</summary>
    public string? BookHolder { get; set; }

    public required string Outlet { get; set; }

    public DateOnly Day { get; set; }

    public long ArticleId { get; set; }

    /// <summary>The sentence that says so.</summary>
    public required string Quote { get; set; }

    /// <summary>The words of the sentence beside office and name, folded, each once, in order: by them an echo is told from a report.</summary>
    public required string OtherWords { get; set; }

    /// <param name="text">Title and text of the article, as the lesson's evidence counts.</param>
    public static OfficeSighting Of(OfficeLesson lesson, string text, string outlet, DateOnly day, long articleId)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        ArgumentNullException.ThrowIfNull(text);
        var quote = lesson.Evidence.Of(text);
        return new OfficeSighting
        {
            NameKey = KeyOf(lesson.Name),
            Name = lesson.Name,
            Owner = lesson.Owner,
            Office = lesson.Office,
            IsOfMany = lesson.IsOfMany,
            Telling = lesson.Telling,
            BookHolder = lesson.BookHolder,
            Outlet = outlet,
            Day = day,
            ArticleId = articleId,
            OtherWords = OtherWordsOf(text[lesson.Evidence.Start..lesson.Phrase.Start] + " " + text[lesson.Phrase.End..lesson.Evidence.End]),
            Quote = quote.Length > QuoteLettersMax ? string.Concat(quote.AsSpan(0, QuoteLettersMax - 1), "…") : quote,
        };
    }

    /// <summary>
    /// Whether one of the two sentences was made of the other: they share most of their longer words beside office and name. Copies are told
    /// apart before; this is for what is too short for that, reordered, or quoted from an agency within a report.
    /// </summary>
    public bool IsEcho(OfficeSighting other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (ours, theirs) = (OtherWords.Split(' '), other.OtherWords.Split(' '));
        var fewer = Math.Min(ours.Length, theirs.Length);
        return fewer >= EchoWordsMin && ours.Intersect(theirs, StringComparer.Ordinal).Count() >= EchoShare * fewer;
    }

    private static string OtherWordsOf(string rest)
    {
        var text = TokenizedText.Of(rest);
        var words = Enumerable.Range(0, text.Tokens.Length).Select(token => text.Folded(token).ToString())
            .Where(word => word.Length >= EchoLettersMin).Distinct().Order(StringComparer.Ordinal);
        return string.Join(' ', words.Take(EchoWordsMax));
    }

    /// <summary>Whether two owners are of different states or bodies: the head of an agency may speak for its state as well.</summary>
    public static bool AreApart(string owner, string other) => !StateOf(owner).Equals(StateOf(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>"US" of agency:US-FBI and of country:US.</summary>
    private static string StateOf(string owner) => owner.Split(':')[^1].Split('-')[0];

    /// <summary>A name as it is compared: folded, its words joined by hyphens.</summary>
    public static string KeyOf(string name)
    {
        var text = TokenizedText.Of(name);
        return string.Join('-', Enumerable.Range(0, text.Tokens.Length).Select(token => text.Folded(token).ToString()));
    }
}
