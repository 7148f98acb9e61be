using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;

namespace Monitor.Stories.Keeping;

/// <summary>What the index needs of a grouped article to take it up again: as stored, the index in memory is a function of these rows.</summary>
public sealed class ArticleSignature
{
    public long ArticleId { get; init; }

    /// <summary>The place in the order in which articles were grouped, from 1.</summary>
    public long Order { get; init; }

    public DateTimeOffset AppearedAt { get; init; }

    /// <summary>Whether its terms were counted in the term statistics.</summary>
    public bool IsCounted { get; init; }

    /// <summary>An <see cref="ArticleProfile"/>.</summary>
    public required byte[] Profile { get; set; }

    /// <summary>Which tokens are own text, quotation, credit and boilerplate: run lengths (<see cref="TextParts"/>).</summary>
    public required byte[] Parts { get; set; }
}
