using Monitor.Actors;
using Monitor.Rules;
using Monitor.Rules.Phrases;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Search;

/// <summary>
/// Reads off an expression what must stand in the index. The need never leaves out an article that the expression hits: where the index cannot
/// tell (order, nearness, capitals, who is meant by a name) it asks for less.
/// </summary>
internal sealed class NeedReader(ActorBook actors, RuleBook book)
{
    /// <summary>The names of an actor beyond which the index is no help: a list of all states.</summary>
    private const int NamesMax = 400;

    private const int RulesDeepMax = 16;

    private int _rulesDeep;

    private enum Scope
    {
        Text,
        Title,

        /// <summary>A part of the text that the index does not tell from the rest.</summary>
        Part,
    }

    public ExpressionNeed Read(Expression root) => Read(root, Scope.Text);

    /// <summary>What the title needs for the expression to hit it.</summary>
    public IndexNeed ReadTitle(Expression root) => Read(root, Scope.Title).Need;

    private ExpressionNeed Read(Expression expression, Scope scope) => expression switch
    {
        Expression.Word word => OfWord(word.Text, scope),
        Expression.Quoted quoted => Of(Phrase.Of(quoted.Text, quoted.IsExact ? PhraseCase.Exact : PhraseCase.Any)!, scope),
        Expression.Named named => Named(named.Name, scope),
        Expression.All all => All([.. all.Items.Select(item => Read(item, scope))]),
        Expression.Any any => Any([.. any.Items.Select(item => Read(item, scope))]),
        Expression.Not not => Not(Read(not.Item, scope)),
        Expression.Near near => Narrowed(All([Read(near.Left, scope), Read(near.Right, scope)])),
        Expression.Same same => Narrowed(All([Read(same.Left, scope), Read(same.Right, scope)])),
        Expression.CountOf count when count.Least == count.Items.Count => All([.. count.Items.Select(item => Read(item, scope))]),
        Expression.CountOf count => Some(Any([.. count.Items.Select(item => Read(item, scope))]), count.Least == 1),
        Expression.Score score => Narrowed(Any([.. score.Items.Where((_, i) => score.Weights[i] > 0).Select(item => Read(item, scope))])),
        Expression.Hits hits => Some(Read(hits.Item, scope), hits.Least == 1),
        Expression.In { Field: RuleField.Title } title => Read(title.Item, Scope.Title),
        Expression.In { Field: RuleField.Lead or RuleField.Body } part => Read(part.Item, Scope.Part),
        Expression.In { Field: RuleField.Outlet } outlet => Outside(outlet.Item, SearchTerm.OutletWord),
        Expression.In { Field: RuleField.Lang } language => Outside(language.Item, SearchTerm.Language),
        _ => ExpressionNeed.Unknown,
    };

    private static ExpressionNeed Narrowed(ExpressionNeed need) => need with { IsExact = false };

    private static ExpressionNeed Some(ExpressionNeed need, bool isExact) => need with { IsExact = need.IsExact && isExact };

    private static ExpressionNeed All(ExpressionNeed[] parts) => new(
        IndexNeed.AllOf(parts.Select(part => part.Need)), Array.TrueForAll(parts, part => part.IsExact));

    private static ExpressionNeed Any(ExpressionNeed[] parts) => new(
        IndexNeed.AnyOf(parts.Select(part => part.Need)), Array.TrueForAll(parts, part => part.IsExact));

    private static ExpressionNeed Not(ExpressionNeed need) => need.IsExact ? new ExpressionNeed(IndexNeed.NotOf(need.Need), true) : ExpressionNeed.Unknown;

    /// <summary>With a hyphen also the spelling without, as rules read it.</summary>
    private static ExpressionNeed OfWord(string word, Scope scope)
    {
        var apart = Of(Phrase.Of(word)!, scope);
        if (!word.Contains('-', StringComparison.Ordinal) || word.Contains(' ', StringComparison.Ordinal))
        {
            return apart;
        }

        var joined = word.Replace("-", "", StringComparison.Ordinal);
        return TokenizedText.Of(joined).Tokens.Length == 1 ? Any([apart, Of(Phrase.Of(joined)!, scope)]) : apart;
    }

    private static ExpressionNeed Of(Phrase phrase, Scope scope)
    {
        var words = phrase.Words;
        var needs = new List<IndexNeed>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            needs.Add(new IndexNeed.Term(scope is Scope.Title ? SearchTerm.Title(words[i].Folded) : SearchTerm.Word(words[i].Folded), words[i].IsPrefix));
        }

        needs.AddRange(Runs(words));
        return new ExpressionNeed(IndexNeed.AllOf(needs), words.Count == 1 && !phrase.AsksForCase && scope is not Scope.Part);
    }

    /// <summary>The longest runs of characters of a phrase without blanks: far fewer articles hold these than hold each character.</summary>
    private static IEnumerable<IndexNeed> Runs(IReadOnlyList<PhraseWord> words)
    {
        for (var first = 0; first < words.Count; first++)
        {
            var length = 0;
            while (first + length < words.Count && length < IndexedText.RunMax && IsIdeograph(words[first + length]))
            {
                length++;
            }

            if (length > 1)
            {
                yield return new IndexNeed.Term(SearchTerm.Word(string.Concat(words.Skip(first).Take(length).Select(word => word.Folded))), false);
            }
        }
    }

    private static bool IsIdeograph(PhraseWord word) => !word.IsPrefix && TokenizedText.Of(word.Written) is { Tokens: [{ Kind: TokenKind.Ideograph }] };

    private ExpressionNeed Named(string name, Scope scope)
    {
        if (book.Lists.TryGetValue(name, out var words))
        {
            return Any([.. words.Select(word => OfWord(word, scope))]);
        }

        if (ActorLists.Knows(actors, name))
        {
            return Actor(name, scope);
        }

        if (book.Find(name) is not { } rule || ++_rulesDeep > RulesDeepMax)
        {
            return ExpressionNeed.Unknown;
        }

        // The hits of another rule count where they lie in the part at hand, but it is asked of the whole text.
        var need = Read(rule.Definition.When.Root, Scope.Text);
        _rulesDeep--;
        return Some(need, scope is Scope.Text && rule.Definition.Suppress.Count == 0);
    }

    /// <summary>
    /// Whoever is meant is named: by a name of its own, or of what belongs to it, or by that of its state with a word such as "ministry" beside it.
    /// </summary>
    private ExpressionNeed Actor(string name, Scope scope)
    {
        var meant = actors.Actors.Where(actor => ActorLists.Means(actors, name, actor)).ToList();
        if (actors.Find(name) is { } embassy && meant.Count == 0)
        {
            meant.Add(embassy);
        }

        var states = meant.Select(actor => actor.Country is null ? null : actors.State(actor.Country)).OfType<Actor>().Distinct();
        var names = meant.Concat(states).SelectMany(actor => actor.Aliases).Select(alias => Phrase.Of(alias.Text)).OfType<Phrase>().Distinct().ToList();
        return names.Count is 0 or > NamesMax ? ExpressionNeed.Unknown : Narrowed(Any([.. names.Select(alias => Of(alias, scope))]));
    }

    private delegate string TermOf(ReadOnlySpan<char> folded);

    private static ExpressionNeed Outside(Expression condition, TermOf term) => condition switch
    {
        Expression.All all => All([.. all.Items.Select(item => Outside(item, term))]),
        Expression.Any any => Any([.. any.Items.Select(item => Outside(item, term))]),
        Expression.Not not => Not(Outside(not.Item, term)),
        Expression.Word word => Outside(Phrase.Of(word.Text)!, term),
        Expression.Quoted quoted => Outside(Phrase.Of(quoted.Text, quoted.IsExact ? PhraseCase.Exact : PhraseCase.Any)!, term),
        _ => ExpressionNeed.Unknown,
    };

    private static ExpressionNeed Outside(Phrase phrase, TermOf term) => new(
        IndexNeed.AllOf(phrase.Words.Select(word => new IndexNeed.Term(term(word.Folded), word.IsPrefix))), phrase.Words.Count == 1 && !phrase.AsksForCase);
}
