using Monitor.Text;

namespace Monitor.Attributions.Learnt;

/// <summary>What one place of an article says of who speaks for whom: "Danish Prime Minister Jette Holm". A claim of its outlet, no more.</summary>
public sealed record OfficeLesson
{
    /// <summary>The person as written, at least a given and a family name.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the state, body or agency that the office belongs to: country:DK, igo:EU.</summary>
    public required string Owner { get; init; }

    /// <summary>The office, the same in all languages: prime-minister.</summary>
    public required string Office { get; init; }

    /// <summary>Several hold such an office at once.</summary>
    public bool IsOfMany { get; init; }

    public OfficeTelling Telling { get; init; }

    /// <summary>Id of the person who holds the office by the book on the article's day; null where the book does not say.</summary>
    public string? BookHolder { get; init; }

    /// <summary>The sentence that says so.</summary>
    public TextSpan Evidence { get; init; }

    /// <summary>Office and name in it.</summary>
    public TextSpan Phrase { get; init; }
}
