using System.Text;

namespace Monitor.Search;

/// <summary>What must stand in the index for an article to be looked at, as a tree of terms.</summary>
public abstract record IndexNeed
{
    private IndexNeed()
    {
    }

    /// <summary>The index can tell nothing: any article may fit.</summary>
    public static IndexNeed Everything { get; } = new Any(true, []);

    public bool IsEverything => this is Any { IsOpen: true };

    public static IndexNeed AllOf(IEnumerable<IndexNeed> parts)
    {
        var needs = parts.Where(part => !part.IsEverything).ToList();
        return needs.Count switch { 0 => Everything, 1 => needs[0], _ => new All(needs) };
    }

    public static IndexNeed AnyOf(IEnumerable<IndexNeed> parts)
    {
        var needs = parts.ToList();
        return needs.Exists(need => need.IsEverything) ? Everything : needs.Count == 1 ? needs[0] : new Any(false, needs);
    }

    /// <summary>Without what fits a need that is exact: one that only narrows must not be negated.</summary>
    public static IndexNeed NotOf(IndexNeed need) => new Not(need);

    /// <summary>How many terms it names.</summary>
    public int Terms => this switch
    {
        Term => 1,
        All all => all.Parts.Sum(part => part.Terms),
        Any any => any.Parts.Sum(part => part.Terms),
        Not not => not.Part.Terms,
        _ => 0,
    };

    /// <summary>As an FTS5 query.</summary>
    internal string ToFullTextQuery() => Write(new StringBuilder(), isPostgres: false).ToString();

    /// <summary>As a tsquery.</summary>
    internal string ToTextSearchQuery() => Write(new StringBuilder(), isPostgres: true).ToString();

    private StringBuilder Write(StringBuilder output, bool isPostgres)
    {
        switch (this)
        {
            // A term holds no quotation mark and no backslash: all ASCII signs were moved.
            case Term term:
                return isPostgres
                    ? output.Append('\'').Append(term.Text).Append(term.IsPrefix ? "':*" : "'")
                    : output.Append('"').Append(term.Text).Append(term.IsPrefix ? "\" *" : "\"");
            case Not not:
                output.Append('(');
                new Term(SearchTerm.Every, false).Write(output, isPostgres).Append(isPostgres ? " & !" : " NOT ");
                return not.Part.Write(output, isPostgres).Append(')');
            case All all:
                return Join(output, all.Parts, isPostgres ? " & " : " AND ", isPostgres);
            case Any { IsOpen: false } any:
                return Join(output, any.Parts, isPostgres ? " | " : " OR ", isPostgres);
            default:
                return new Term(SearchTerm.Every, false).Write(output, isPostgres);
        }
    }

    private static StringBuilder Join(StringBuilder output, IReadOnlyList<IndexNeed> parts, string between, bool isPostgres)
    {
        output.Append('(');
        for (var i = 0; i < parts.Count; i++)
        {
            output.Append(i > 0 ? between : "");
            parts[i].Write(output, isPostgres);
        }

        return output.Append(')');
    }

    public sealed record Term(string Text, bool IsPrefix) : IndexNeed;

    public sealed record All(IReadOnlyList<IndexNeed> Parts) : IndexNeed;

    public sealed record Any(bool IsOpen, IReadOnlyList<IndexNeed> Parts) : IndexNeed;

    public sealed record Not(IndexNeed Part) : IndexNeed;
}
