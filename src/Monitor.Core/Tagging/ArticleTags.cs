using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>An actor named in a text.</summary>
/// <param name="Role">
/// How it is named. A capital that stands for its government is a <see cref="AliasRole.Metonym"/>; one that is only a place ("in Beijing")
/// stays a <see cref="AliasRole.Capital"/>.
/// </param>
public sealed record ActorMention(Actor Actor, AliasRole Role, TextSpan Span, int FirstToken, int EndToken)
{
    /// <summary>Why this reading was chosen where the words have several; null where they have one.</summary>
    public string? Reading { get; init; }
}

/// <summary>A topic that an article earned by a rule, with the places that earned it.</summary>
public sealed record TopicTag(string TopicId, string RuleId, int RuleVersion, IReadOnlyList<TextSpan> Hits);

/// <summary>Everything the tagger found in one article.</summary>
/// <param name="Mentions">In text order, longest match, without overlaps.</param>
public sealed record ArticleTags(IReadOnlyList<ActorMention> Mentions, IReadOnlyList<TopicTag> Topics)
{
    public static ArticleTags None { get; } = new([], []);
}
