using System.Globalization;

namespace Monitor.Attributions;

/// <summary>
/// What tells one indictment or sanction from another by the same accuser against the same country: "name:" and a folded name that the text
/// charges, "group:" and an actor's id, "count:" and how many are charged. An article that tells less leaves marks out, so that two lists
/// are compared mark by mark and never for equality.
/// </summary>
public static class InstrumentMarks
{
    /// <summary>Shorter parts of names ("wu", "al") are shared by too many people to make two names one.</summary>
    private const int NamePartLettersMin = 4;

    private const string NamePrefix = "name:";
    private const string GroupPrefix = "group:";
    private const string CountPrefix = "count:";

    public static string Name(string folded) => NamePrefix + folded;

    public static string Group(string actorId) => GroupPrefix + actorId;

    public static string Count(int charged) => CountPrefix + charged.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Whether the two cannot be one instrument: both name persons (or both groups, or both a number) and share none, and nothing else is
    /// shared. Symmetric; lists that cannot be compared do not contradict.
    /// </summary>
    public static bool Contradict(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var isShared = false;
        var isApart = false;
        foreach (var prefix in (ReadOnlySpan<string>)[NamePrefix, GroupPrefix, CountPrefix])
        {
            var (ours, theirs) = (Of(left, prefix), Of(right, prefix));
            var shares = ours.Exists(mark =>
                theirs.Exists(other => prefix == NamePrefix ? IsOneName(mark, other) : mark.Equals(other, StringComparison.OrdinalIgnoreCase)));

            // The same number of persons is charged in many indictments: it separates, but it does not join.
            isShared |= shares && prefix != CountPrefix;
            isApart |= ours.Count > 0 && theirs.Count > 0 && !shares;
        }

        return isApart && !isShared;
    }

    /// <summary>Which of the three kinds of marks it is.</summary>
    public static string KindOf(string mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark[..(mark.IndexOf(':', StringComparison.Ordinal) + 1)];
    }

    public static bool IsName(string mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark.StartsWith(NamePrefix, StringComparison.Ordinal);
    }

    public static bool IsCount(string mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark.StartsWith(CountPrefix, StringComparison.Ordinal);
    }

    /// <summary>
    /// What two marks share when they join two instruments: the whole mark, and those parts of a name that are no mere syllable, so that
    /// "ivan petrov" and "ivan sergeyevich petrov" are one, and a last name alone too. A number joins none.
    /// </summary>
    public static IEnumerable<string> Keys(string mark) => KindOf(mark) switch
    {
        CountPrefix => [],
        NamePrefix => mark[NamePrefix.Length..].Split(' ').Where(part => part.Length >= NamePartLettersMin).Append(mark),
        _ => [mark],
    };

    private static bool IsOneName(string left, string right) => Keys(left).Intersect(Keys(right), StringComparer.Ordinal).Any();

    private static List<string> Of(IReadOnlyList<string> marks, string prefix) => [.. marks.Where(mark => mark.StartsWith(prefix, StringComparison.Ordinal))];
}
