using Monitor.Attributions.Cues;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Statements;

/// <summary>What only the whole article shows: acts that a sentence left open, and what joined accusers say for themselves elsewhere.</summary>
internal static class Consolidation
{
    /// <summary>A statement of less, such as a call on "all states, including …", does not say how its maker stands to an accusation.</summary>
    private const double OwnWordsScoreMin = 0.7;

    public static IReadOnlyList<Statement> Of(ArticleContext context)
    {
        var statements = context.Statements.Select(kept => kept.Statement).ToList();
        for (var i = 0; i < statements.Count; i++)
        {
            statements[i] = AtHome(WithCountry(WithAct(statements[i], statements, context.Cues), statements, context), context);
        }

        return [.. statements.Select(statement => WithoutOwnWords(statement, statements, context.Cues)).Where(statement => statement.Accusers.Count > 0)];
    }

    /// <summary>
    /// An act that names no class, or one that folds into another family ("espionage" in a story on hacking), is the one that the article
    /// ties to the same accused elsewhere.
    /// </summary>
    private static Statement WithAct(Statement statement, List<Statement> all, LanguageCues cues)
    {
        var foldsInto = cues.Acts.FirstOrDefault(act => act.Id == statement.ActClass)?.FoldsInto;
        if (statement.ActClass != ActReader.Unspecified && foldsInto is null)
        {
            return statement;
        }

        var candidates = all.Where(other => other.ActClass != ActReader.Unspecified && other != statement && (!other.Likely || statement.Likely)
            && (statement.Polarity is Polarity.Denied ? statement.Accusers.Any(id => CountryOf(id) == other.AccusedCountry)
                || other.Polarity is Polarity.Asserted
                : other.AccusedCountry == statement.AccusedCountry && other.Polarity is not Polarity.Denied));
        var wanted = foldsInto is null ? null : cues.Acts.FirstOrDefault(act => act.Id == foldsInto);
        var found = wanted is null ? candidates.FirstOrDefault() : candidates.FirstOrDefault(other => other.Family == wanted.Family);
        if (found is null)
        {
            return statement;
        }

        var (actClass, family) = wanted is null ? (found.ActClass, found.Family) : (wanted.Id, wanted.Family);
        return statement with { ActClass = actClass, Family = family };
    }

    /// <summary>
    /// Whose a threat group is says the accuser before the actor book: where it accuses another state in a sentence that names the group,
    /// that state is meant elsewhere too.
    /// </summary>
    private static Statement WithCountry(Statement statement, List<Statement> all, ArticleContext context)
    {
        if (statement is not { Grain: AccusedGrain.Group, Accused: { } group, Polarity: Polarity.Asserted })
        {
            return statement;
        }

        var told = all.Find(other => other is
        {
            Likely: false, Grain: AccusedGrain.State or AccusedGrain.Government or AccusedGrain.Agency, Polarity: Polarity.Asserted,
            AccusedCountry: not null
        }
            && other.Accusers.Intersect(statement.Accusers, StringComparer.Ordinal).Any() && context.IsNamedIn(group, other.Evidence));
        return told is null ? statement : statement with { AccusedCountry = told.AccusedCountry };
    }

    /// <summary>Persons of whom nothing tells a state are of the one in which the article is written, unless they accuse it.</summary>
    private static Statement AtHome(Statement statement, ArticleContext context) =>
        statement.AccuserCountry is null && (context.Home?.Country ?? context.Opposite(statement.AccusedCountry)) is { } home
            && home != statement.AccusedCountry
            && statement.Accusers.All(OpenParties.IsPerson) ? statement with { AccuserCountry = home } : statement;

    private static string? CountryOf(string id) => id.StartsWith("country:", StringComparison.Ordinal) ? id["country:".Length..] : null;

    /// <summary>
    /// A list of those who joined says less than each one's own statement about the same accused, where that is made at least as plainly:
    /// whoever has one is left out of the list.
    /// </summary>
    private static Statement WithoutOwnWords(Statement statement, List<Statement> all, LanguageCues cues)
    {
        if (!cues.Cues.Any(cue => cue.Joins && statement.Rule.AsSpan(cues.Language.Length + 1).SequenceEqual(cue.Id)))
        {
            return statement;
        }

        var own = all.Where(other => other.Rule != statement.Rule && other.Polarity is Polarity.Asserted && !other.Past && !other.Likely
            && other.AccusedCountry == statement.AccusedCountry
                && other.Score >= OwnWordsScoreMin)
            .SelectMany(other => other.Accusers)
            .ToHashSet(StringComparer.Ordinal);
        return statement with { Accusers = [.. statement.Accusers.Where(id => !own.Contains(id))] };
    }
}
