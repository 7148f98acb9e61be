using Monitor.Rules;
using Monitor.Text;

namespace Monitor.Tests.Rules;

/// <summary>
/// The meaning of the language written down as plainly as can be, without an automaton, without triggers and without regard to cost: what
/// the engine must agree with.
/// </summary>
internal sealed class NaiveRules(TokenizedText text, string outlet, string url, string language)
{
    private readonly string[] _folded = [.. Enumerable.Range(0, text.Tokens.Length).Select(i => text.Folded(i).ToString())];
    private readonly string[] _written = [.. Enumerable.Range(0, text.Tokens.Length)
        .Select(i => text.Written(i).ToString().Replace(".", "", StringComparison.Ordinal))];
    private int _first;
    private int _end = text.Tokens.Length;

    public HashSet<TokenRange>? Evaluate(Expression expression) => expression switch
    {
        Expression.Word word => Filled(WordPlaces(word.Text)),
        Expression.Quoted quoted => Filled(PhrasePlaces(quoted.Text, quoted.IsExact)),
        Expression.Named { Name: "state" } => Filled(RuleBench.ActorsIn(text)),
        Expression.Named { Name: "spying" } => Spying(),
        Expression.Named named =>
            Filled(RuleBench.Lists[named.Name].SelectMany(word => word.Contains(' ', StringComparison.Ordinal) ? PhrasePlaces(word, false) : WordPlaces(word))),
        Expression.All all => all.Items.Select(Evaluate).ToList() is var parts && parts.TrueForAll(part => part is not null) ? Union(parts) : null,
        Expression.Any any => AtLeast(1, any.Items),
        Expression.CountOf count => AtLeast(count.Least, count.Items),
        Expression.Not not => Evaluate(not.Item) is null ? [] : null,
        Expression.Near near => Near(near),
        Expression.Same same => Same(same),
        Expression.Score score => Score(score),
        Expression.Hits hits => Evaluate(hits.Item) is { } places && places.Count >= hits.Least ? places : null,
        Expression.In { Field: RuleField.Outlet } field => Outside(field.Item, outlet),
        Expression.In { Field: RuleField.Url } field => Outside(field.Item, url),
        Expression.In { Field: RuleField.Lang } field => Outside(field.Item, language),
        Expression.In { Field: RuleField.Author } field => Outside(field.Item, RuleBench.Author),
        Expression.In field => Within(field),
        _ => throw new ArgumentException(expression.ToString()),
    };

    private IEnumerable<TokenRange> WordPlaces(string word) =>
        PhrasePlaces(word, false).Concat(
            word.Contains('-', StringComparison.Ordinal) ? PhrasePlaces(word.Replace("-", "", StringComparison.Ordinal), false) : []);

    private IEnumerable<TokenRange> PhrasePlaces(string phrase, bool isExact)
    {
        var wanted = TokenizedText.Of(phrase);
        for (var first = 0; first + wanted.Tokens.Length <= _folded.Length; first++)
        {
            var last = first + wanted.Tokens.Length - 1;
            if (text.SentenceOf(first) == text.SentenceOf(last) && Enumerable.Range(0, wanted.Tokens.Length).All(i => Fits(wanted, i, first + i, isExact)))
            {
                yield return new TokenRange(first, last + 1);
            }
        }
    }

    private bool Fits(TokenizedText wanted, int word, int token, bool isExact)
    {
        var isPrefix = wanted.GapAfter(word).StartsWith("*");
        var (want, have) = isExact
            ? (wanted.Written(word).ToString().Replace(".", "", StringComparison.Ordinal), _written[token])
            : (wanted.Folded(word).ToString(), _folded[token]);
        return isPrefix ? have.StartsWith(want, StringComparison.Ordinal) : have == want;
    }

    private HashSet<TokenRange>? Spying()
    {
        var whole = new NaiveRules(text, outlet, url, language).Evaluate(RuleParser.Parse("spy NEAR/2 expel*").Root);
        return whole is null ? null : Filled(whole);
    }

    private HashSet<TokenRange>? Near(Expression.Near near)
    {
        if (Evaluate(near.Left) is not { } left || Evaluate(near.Right) is not { } right)
        {
            return null;
        }

        var pairs = Pairs(left, right, near.WordsBetweenMax);
        return Filled(near.IsOrdered ? pairs : pairs.Concat(Pairs(right, left, near.WordsBetweenMax)));
    }

    /// <summary>Of all pairs with the left place first, those in which one is the nearest to the other.</summary>
    private IEnumerable<TokenRange> Pairs(HashSet<TokenRange> left, HashSet<TokenRange> right, int between)
    {
        var titleEnd = text.TokensIn(new TextSpan(0, text.TitleEnd)).End;
        var all = from first in left from second in right where first.End <= second.First select (First: first, Second: second);
        foreach (var (first, second) in all.ToList())
        {
            var isNearestToFirst = right.Where(place => place.First >= first.End).Min() == second;
            var isNearestToSecond = left.Where(place => place.End <= second.First).OrderByDescending(place => place.End)
                .ThenByDescending(place => place.First).First() == first;
            if ((isNearestToFirst || isNearestToSecond) && second.First - first.End <= between && (first.First < titleEnd) == (second.First < titleEnd))
            {
                yield return new TokenRange(first.First, second.End);
            }
        }
    }

    private HashSet<TokenRange>? Same(Expression.Same same)
    {
        if (Evaluate(same.Left) is not { } left || Evaluate(same.Right) is not { } right)
        {
            return null;
        }

        int Unit(TokenRange place) => same.Unit is RuleUnit.Sentence
            ? text.SentenceOf(place.First)
            : text.Sentences[text.SentenceOf(place.First)].Paragraph;
        return Filled(
            left.Where(place => right.Any(other => Unit(other) == Unit(place))).Concat(right.Where(place => left.Any(other => Unit(other) == Unit(place)))));
    }

    private HashSet<TokenRange>? Score(Expression.Score score)
    {
        var parts = score.Items.Select(Evaluate).ToList();
        var sum = parts.Select((part, i) => part is null ? 0 : score.Weights[i]).Sum();
        return sum >= score.Threshold ? Union(parts) : null;
    }

    private HashSet<TokenRange>? AtLeast(int least, ExpressionList items)
    {
        var parts = items.Select(Evaluate).ToList();
        return parts.Count(part => part is not null) >= least ? Union(parts) : null;
    }

    private HashSet<TokenRange>? Within(Expression.In field)
    {
        var (first, end) = (_first, _end);
        var titleEnd = text.TokensIn(new TextSpan(0, text.TitleEnd)).End;
        var body = Enumerable.Range(titleEnd, _folded.Length - titleEnd).ToList();
        var lead = body.Where(token => Paragraph(token) == Paragraph(body[0])).ToList();
        (_first, _end) = field.Field switch
        {
            RuleField.Title => (0, titleEnd),
            RuleField.Body => (titleEnd, _folded.Length),
            _ => (titleEnd, titleEnd + lead.Count),
        };
        var places = Evaluate(field.Item);
        (_first, _end) = (first, end);
        return places;
    }

    private int Paragraph(int token) => text.Sentences[text.SentenceOf(token)].Paragraph;

    private static HashSet<TokenRange>? Outside(Expression condition, string value) => condition switch
    {
        Expression.Not not => Outside(not.Item, value) is null ? [] : null,
        Expression.Word word => new NaiveRules(TokenizedText.Of(value), "", "", "").PhrasePlaces(word.Text, false).Any() ? [] : null,
        _ => throw new ArgumentException(condition.ToString()),
    };

    private HashSet<TokenRange>? Filled(IEnumerable<TokenRange> places)
    {
        var visible = places.Where(place => place.First >= _first && place.End <= _end).ToHashSet();
        return visible.Count == 0 ? null : visible;
    }

    private static HashSet<TokenRange> Union(IEnumerable<HashSet<TokenRange>?> parts) => [.. parts.Where(part => part is not null).SelectMany(part => part!)];
}
