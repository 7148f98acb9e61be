using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>A topic that an article earned by a rule, with the places that earned it.</summary>
public sealed record TopicTag(string TopicId, string RuleId, int RuleVersion, IReadOnlyList<TextSpan> Hits);

/// <summary>Everything the tagger found in one article.</summary>
/// <param name="Mentions">In text order, longest match, without overlaps.</param>
public sealed record ArticleTags(IReadOnlyList<ActorMention> Mentions, IReadOnlyList<TopicTag> Topics)
{
    public static ArticleTags None { get; } = new([], []);
}
