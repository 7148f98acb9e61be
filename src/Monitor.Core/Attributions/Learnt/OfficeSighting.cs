using Monitor.Text;

namespace Monitor.Attributions.Learnt;

/// <summary>That an outlet named a person in an office on a day, in a report of its own: what copies repeat is no further sighting.</summary>
public sealed class OfficeSighting
{
    private const int QuoteLettersMax = 300;

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

    /// <summary>Named as one who holds it no more.</summary>
    public bool IsFormer { get; set; }

    /// <summary>Id of the person who holds the office by the book on that day; null where the book does not say.</summary>
    public string? BookHolder { get; set; }

    public required string Outlet { get; set; }

    public DateOnly Day { get; set; }

    public long ArticleId { get; set; }

    /// <summary>The sentence that says so.</summary>
    public required string Quote { get; set; }

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
            IsFormer = lesson.IsFormer,
            BookHolder = lesson.BookHolder,
            Outlet = outlet,
            Day = day,
            ArticleId = articleId,
            Quote = quote.Length > QuoteLettersMax ? string.Concat(quote.AsSpan(0, QuoteLettersMax - 1), "…") : quote,
        };
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
