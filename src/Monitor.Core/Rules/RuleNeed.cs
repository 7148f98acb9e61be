namespace Monitor.Rules;

/// <summary>What must occur in a text for a part of a rule to hold: necessary, not sufficient, so that most articles are passed over unread.</summary>
internal abstract record RuleNeed
{
    private RuleNeed()
    {
    }

    /// <summary>It can hold without any word.</summary>
    public static RuleNeed Nothing { get; } = new Free();

    public static RuleNeed AllOf(IEnumerable<RuleNeed> parts)
    {
        var needs = parts.Where(part => part is not Free).ToList();
        return needs.Count switch { 0 => Nothing, 1 => needs[0], _ => new All(needs) };
    }

    public static RuleNeed AnyOf(IEnumerable<RuleNeed> parts)
    {
        var needs = parts.ToList();
        return needs.Exists(need => need is Free) ? Nothing : needs.Count == 1 ? needs[0] : new Any(needs);
    }

    /// <summary>Phrases of which at least one must occur, as few as may be; null where none need.</summary>
    public HashSet<int>? Triggers() => this switch
    {
        OneOf one => [.. one.Phrases],
        All all => all.Parts.Select(part => part.Triggers()).OfType<HashSet<int>>().MinBy(triggers => triggers.Count),
        Any any => Union(any.Parts),
        _ => null,
    };

    private static HashSet<int> Union(IReadOnlyList<RuleNeed> parts)
    {
        var union = new HashSet<int>();
        foreach (var part in parts)
        {
            union.UnionWith(part.Triggers()!);
        }

        return union;
    }

    public sealed record OneOf(IReadOnlyList<int> Phrases) : RuleNeed;

    public sealed record All(IReadOnlyList<RuleNeed> Parts) : RuleNeed;

    public sealed record Any(IReadOnlyList<RuleNeed> Parts) : RuleNeed;

    private sealed record Free : RuleNeed;
}
