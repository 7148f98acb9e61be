using Monitor.Actors;
using Monitor.Rules;
using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>Looks over rules and actors: pinned examples, and what an analyst should think about twice.</summary>
public static class RuleChecks
{
    private const int SafePrefixLetters = 4;
    private const int SafeWordLetters = 3;

    /// <summary>The pinned examples that do not hold. An example is "title | text" or a text alone.</summary>
    public static IReadOnlyList<BrokenExample> BrokenExamples(Tagger tagger, string? onlyRule = null)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        var broken = new List<BrokenExample>();
        foreach (var rule in tagger.Rules.Rules.Where(rule => onlyRule is null || rule.Id == onlyRule))
        {
            broken.AddRange(rule.MustHit.Where(text => !Hits(tagger, rule.Id, text)).Select(text => new BrokenExample(rule.Id, text, true)));
            broken.AddRange(rule.MustNotHit.Where(text => Hits(tagger, rule.Id, text)).Select(text => new BrokenExample(rule.Id, text, false)));
        }

        return broken;
    }

    public static IReadOnlyList<RuleAdvice> Advice(Tagger tagger)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        return [.. tagger.Rules.Rules.SelectMany(RuleAdviceFor), .. Shadowed(tagger.Rules), .. AliasAdvice(tagger.Actors)];
    }

    private static bool Hits(Tagger tagger, string ruleId, string example)
    {
        var parts = example.Split(" | ", 2);
        var text = parts.Length == 2 ? TokenizedText.Of(parts[0], parts[1]) : TokenizedText.Of(example);
        return tagger.Tag(text).Topics.Any(topic => topic.RuleId == ruleId);
    }

    private static IEnumerable<RuleAdvice> RuleAdviceFor(TopicRule rule)
    {
        foreach (var part in rule.Definition.When.Offsets.Keys.OrderBy(part => rule.Definition.When.Offsets[part]))
        {
            if (part is Expression.Word { Text: var word } && word.EndsWith('*') && word.Length - 1 < SafePrefixLetters)
            {
                yield return new RuleAdvice(rule.Id, $"{word} stands for very many words; write more letters or list the words");
            }
            else if (part is Expression.Word { Text: var name } && !name.EndsWith('*') && name.Length <= SafeWordLetters && name.Any(char.IsUpper))
            {
                yield return new RuleAdvice(rule.Id, $"{name} also hits \"{Folding.Fold(name)}\"; write !\"{name}\" if the capitals matter");
            }
        }

        foreach (var (word, prefix) in rule.Definition.When.Offsets.Keys.OfType<Expression.Any>().SelectMany(CoveredIn))
        {
            yield return new RuleAdvice(rule.Id, $"{word} is hit by {prefix} beside it already; take it out");
        }

        if (HoldsWithoutHit(rule.Definition.When.Root))
        {
            yield return new RuleAdvice(rule.Id, "holds for articles in which nothing is hit; join NOT and outlet:, lang:, url:, author: with AND to a word");
        }

        if (rule.MustHit.Count == 0)
        {
            yield return new RuleAdvice(rule.Id, "no example is pinned; must-hit: keeps a later change from breaking it");
        }
    }

    /// <summary>Alternatives that another one, "hack*" beside "hackers", hits as well.</summary>
    private static IEnumerable<(string Word, string Prefix)> CoveredIn(Expression.Any any)
    {
        var words = any.Items.OfType<Expression.Word>().Select(word => word.Text).ToList();
        return from prefix in words
               where prefix.EndsWith('*')
               from word in words
               where word != prefix && Folding.Fold(word).StartsWith(Folding.Fold(prefix.AsSpan(0, prefix.Length - 1)), StringComparison.Ordinal)
               select (word, prefix);
    }

    /// <summary>Whether a condition can hold without any place in the text.</summary>
    private static bool HoldsWithoutHit(Expression expression) => expression switch
    {
        Expression.Not => true,
        Expression.In field => RuleGrammar.IsOutside(field.Field) || HoldsWithoutHit(field.Item),
        Expression.All all => all.Items.All(HoldsWithoutHit),
        Expression.Any any => any.Items.Any(HoldsWithoutHit),
        Expression.CountOf count => count.Items.Count(HoldsWithoutHit) >= count.Least,
        Expression.Score score => score.Items.Select((item, i) => HoldsWithoutHit(item) ? Math.Max(0, score.Weights[i]) : 0).Sum() >= score.Threshold,
        _ => false,
    };

    /// <summary>A rule whose alternatives are all among another one's, for the same topic, adds nothing.</summary>
    private static IEnumerable<RuleAdvice> Shadowed(RuleBook book) =>
        from rule in book.Rules
        from other in book.Rules
        where rule.Id != other.Id && rule.Definition.Topic == other.Definition.Topic && other.Definition.Suppress.All(rule.Definition.Suppress.Contains)
        let parts = Alternatives(rule.Definition.When.Root)
        let others = Alternatives(other.Definition.When.Root)
        where parts.All(others.Contains) && (parts.Count < others.Count || string.CompareOrdinal(rule.Id, other.Id) > 0)
        select new RuleAdvice(rule.Id, $"is shadowed by {other.Id}, which holds wherever this one does");

    private static List<Expression> Alternatives(Expression root) => root is Expression.Any any ? [.. any.Items] : [root];

    private static IEnumerable<RuleAdvice> AliasAdvice(ActorBook book)
    {
        var aliases = book.Actors.SelectMany(actor => actor.Aliases.Select(alias => (Actor: actor, Alias: alias))).ToList();
        foreach (var (actor, alias) in aliases)
        {
            if (alias.Requires is null && alias.Language is null && alias.Case is not PhraseCase.Exact
                && alias.Text.Length <= SafeWordLetters && alias.Text.All(char.IsAsciiLetter))
            {
                yield return new RuleAdvice(actor.Id, $"the alias \"{alias.Text}\" is short and has no condition; add requires: or case: exact");
            }
        }

        foreach (var shared in aliases.GroupBy(entry => (Folding.Fold(entry.Alias.Text), entry.Alias.Language))
            .Where(group => group.Select(entry => entry.Actor).Distinct().Count() > 1))
        {
            var open = shared.Where(entry => entry.Alias.Requires is null).Select(entry => entry.Actor.Id).Distinct().ToList();
            if (open.Count > 1)
            {
                yield return new RuleAdvice(open[0], $"the alias \"{shared.First().Alias.Text}\" also names {string.Join(", ", open.Skip(1))}; add requires:");
            }
        }
    }
}
