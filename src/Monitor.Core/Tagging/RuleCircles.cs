using Monitor.Rules;

namespace Monitor.Tagging;

/// <summary>Finds rules that name each other in a circle.</summary>
internal static class RuleCircles
{
    /// <summary>The way from a rule back to itself, "a → b → a"; null where there is none.</summary>
    public static string? Of(TopicRule rule, RuleBook book) => Way(rule.Id, rule.Id, book, []) is { } way ? $"{rule.Id} → {way}" : null;

    private static string? Way(string from, string to, RuleBook book, HashSet<string> seen)
    {
        foreach (var named in (book.Find(from)?.Definition.When.Offsets.Keys ?? []).OfType<Expression.Named>())
        {
            if (named.Name == to)
            {
                return to;
            }

            if (seen.Add(named.Name) && Way(named.Name, to, book, seen) is { } way)
            {
                return $"{named.Name} → {way}";
            }
        }

        return null;
    }
}
