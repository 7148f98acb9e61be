using Monitor.Text;

namespace Monitor.Rules;

/// <summary>What one rule sees of an article: the hits by phrase, its own vetoes, and the part of the text it looks at now.</summary>
internal sealed class RuleMatching
{
    private readonly Dictionary<int, List<TokenRange>> _hits = [];
    private readonly Dictionary<string, TokenizedText> _outside = [];

    /// <param name="isOfRules">By phrase: whether a rule looks for it; the others are those of names.</param>
    public RuleMatching(RuleInput input, IReadOnlyList<CompiledRule> rules, bool[] isOfRules)
    {
        Input = input;
        Rules = rules;
        Memo = new List<TokenRange>?[rules.Count];
        IsDone = new bool[rules.Count];
        foreach (var hit in input.Hits)
        {
            if (hit.Phrase >= isOfRules.Length || !isOfRules[hit.Phrase])
            {
                continue;
            }

            if (!_hits.TryGetValue(hit.Phrase, out var places))
            {
                _hits.Add(hit.Phrase, places = []);
            }

            places.Add(new TokenRange(hit.FirstToken, hit.EndToken));
        }

        End = input.Text.Tokens.Length;
        TitleEnd = input.Text.TokensIn(new TextSpan(0, input.Text.TitleEnd)).End;
    }

    public RuleInput Input { get; }

    public TokenizedText Text => Input.Text;

    public IReadOnlyList<CompiledRule> Rules { get; }

    public List<TokenRange>?[] Memo { get; }

    public bool[] IsDone { get; }

    /// <summary>Number of the title's tokens.</summary>
    public int TitleEnd { get; }

    /// <summary>The places that veto hits of the rule at work.</summary>
    public List<TokenRange> Vetoes { get; set; } = TokenRanges.None;

    /// <summary>The part of the text that the rule looks at, in tokens.</summary>
    public int First { get; set; }

    public int End { get; set; }

    public List<TokenRange> PlacesOf(int phrase) => _hits.TryGetValue(phrase, out var places) ? places : TokenRanges.None;

    /// <summary>The places that lie in the part at work and are not vetoed.</summary>
    public List<TokenRange> Visible(List<TokenRange> places) =>
        places.Count == 0 || (First == 0 && End == Text.Tokens.Length && Vetoes.Count == 0)
            ? places
            : places.FindAll(place => place.First >= First && place.End <= End && !IsVetoed(place));

    public bool IsVetoed(TokenRange place) =>
        Vetoes.Exists(veto => veto.Overlaps(place) && !(place.First <= veto.First && veto.End <= place.End && veto != place));

    /// <summary>The tokens of the first paragraph below the title.</summary>
    public (int First, int End) Lead()
    {
        var (first, end) = (TitleEnd, TitleEnd);
        var paragraph = -1;
        foreach (var sentence in Text.Sentences)
        {
            if (sentence.FirstToken < TitleEnd)
            {
                continue;
            }

            if (paragraph >= 0 && sentence.Paragraph != paragraph)
            {
                break;
            }

            paragraph = sentence.Paragraph;
            end = sentence.EndToken;
        }

        return (first, end);
    }

    /// <summary>The outlet's name, the byline, the address or the language as a text of its own.</summary>
    public TokenizedText Outside(RuleField field)
    {
        var value = field switch
        {
            RuleField.Outlet => Input.Outlet,
            RuleField.Url => Input.Url,
            RuleField.Author => Input.Author,
            _ => Input.Language,
        } ?? "";
        if (!_outside.TryGetValue(value, out var text))
        {
            _outside.Add(value, text = TokenizedText.Of(value));
        }

        return text;
    }
}
