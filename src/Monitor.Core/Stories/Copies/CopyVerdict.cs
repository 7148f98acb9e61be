using Monitor.Text;

namespace Monitor.Stories.Copies;

/// <summary>Two sentences that say the same in nearly the same words.</summary>
/// <param name="First">Where it stands in the first article.</param>
/// <param name="Second">Where it stands in the second article.</param>
/// <param name="Likeness">The share of the sentence that comes again in the same order, weighted by how telling its words are; 0 to 1.</param>
public sealed record AlignedPassage(TextSpan First, TextSpan Second, double Likeness);

/// <summary>The answer to "is one of these a copy of the other?", with its evidence.</summary>
/// <param name="Score">The share of the shorter own text that the other holds, 0 to 1.</param>
/// <param name="Undecided">One of the texts has too few own words to tell.</param>
/// <param name="Against">Why two texts in much the same words are no copies; null where nothing speaks against it.</param>
public sealed record CopyVerdict(CopyRelation Relation, double Score, bool Undecided, IReadOnlyList<AlignedPassage> Passages, string? Against = null)
{
    /// <summary>They report two things, in one form or with one passage of background: no story holds both.</summary>
    public bool IsAboutAnother { get; init; }

    /// <summary>What decided, for people; empty where <see cref="Against"/> says it.</summary>
    public string Because { get; init; } = "";
}
