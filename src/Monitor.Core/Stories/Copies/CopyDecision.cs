using System.Buffers;
using System.Globalization;

namespace Monitor.Stories.Copies;

/// <summary>
/// Decides between copy, partial reuse and independent text. For each sentence of the shorter text it looks for the place in the longer that holds
/// most of its
/// words in the same order, and adds up how much of the shorter text was found; words count alike, rare or not, so that the answer depends on the
/// two articles
/// alone. Before that it asks whether both speak of one thing (<see cref="SameThing"/>), after it whether one was written anew from the other
/// (<see cref="Rewording"/>). Texts too short to be aligned are compared by their headlines.
/// </summary>
public sealed class CopyDecision(StoriesOptions options)
{
    /// <summary>Quotations are in every report of an event: their words count half.</summary>
    private const float QuotedWeight = 0.5f;

    /// <summary>A sentence found so surely speaks for its neighbours, when their partners are neighbours too.</summary>
    private const double SureLikeness = 0.6;

    /// <summary>A shorter line (a subhead, a label) is found in any long sentence: it counts nothing.</summary>
    private const int SentenceWordsMin = 4;

    private const int NamesToTell = 3;
    private const double NamesHeldMin = 0.5;

    /// <summary>The same outlet publishes a corrected text within so many days, and leaves at least so much of it as it was.</summary>
    private const double RevisionDaysMax = 2;
    private const double RevisionVerbatimMin = 0.4;

    /// <summary>A text of at most so many words that is the beginning of a longer one announces it.</summary>
    private const int TeaserWordsMax = 60;

    /// <summary>Equal headlines of fewer words are names of columns.</summary>
    private const int TitleWordsMin = 4;
    private const double TitleDaysMax = 3;

    /// <summary>By then a story has ended (design, Stories).</summary>
    private const double BackgroundDaysMin = 10;

    /// <summary>A text with fewer of its headline's words is no report of it.</summary>
    private const double HeadlineHeldMin = 0.2;

    /// <summary>Compares two own texts. The order of the two does not matter but for the passages.</summary>
    public CopyVerdict Compare(AlignableText first, AlignableText second, CopyCircumstances circumstances)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (Math.Min(first.OwnWords, second.OwnWords) < options.OwnWordsMin)
        {
            return OfHeadlines(first, second, circumstances);
        }

        if (SameThing.HasOtherIdentifier(first.Facts, second.Facts))
        {
            return new CopyVerdict(CopyRelation.None, 0, Undecided: false, [], "about another number or case") { IsAboutAnother = true };
        }

        if (Math.Max(first.Facts.HeadlineHeld, second.Facts.HeadlineHeld) < HeadlineHeldMin && !first.Facts.Title.AsSpan().SequenceEqual(second.Facts.Title))
        {
            return new CopyVerdict(CopyRelation.None, 0, Undecided: false, []) { Because = "neither text holds what its headline says: it is the page's" };
        }

        if (IsLonger(first, second))
        {
            var turned = Compare(second, first, circumstances.Swapped);
            return turned with { Passages = [.. turned.Passages.Select(passage => new AlignedPassage(passage.Second, passage.First, passage.Likeness))] };
        }

        var partners = SentencePartners.Of(first, second);
        var found = Add(first, second, partners);
        if (circumstances.SameOutlet && IsRevision(found, circumstances))
        {
            return new CopyVerdict(CopyRelation.Copy, Math.Max(found.Score, options.CopyScoreMin), Undecided: false, found.Passages)
            {
                Because = Told($"the same outlet left {found.Verbatim:0.00} of it word by word"),
            };
        }

        var relation = RelationOf(found);
        if (relation is not CopyRelation.None && Against(first, second, partners, relation) is { } against)
        {
            return new CopyVerdict(CopyRelation.None, 0, Undecided: false, [], against) { IsAboutAnother = relation is CopyRelation.Copy };
        }

        if (relation is CopyRelation.Partial && (first.Facts.OpensAboutOthers(second.Facts) || IsLaterBackground(partners, found, circumstances)))
        {
            return new CopyVerdict(CopyRelation.None, 0, Undecided: false, [], "a shared passage of background, about something else")
            {
                IsAboutAnother = true,
            };
        }

        return relation is CopyRelation.Copy
            ? CopyOrOwnReporting(first, second, found, circumstances)
            : Reworded(first, second, found, relation, circumstances);
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// All of the shorter text is in the longer. One that came later and is longer added reporting of its own, unless the shorter announced
    /// it.
    /// </summary>
    private CopyVerdict CopyOrOwnReporting(AlignableText shorter, AlignableText longer, Found found, CopyCircumstances circumstances)
    {
        var verdict = new CopyVerdict(CopyRelation.Copy, found.Score, Undecided: false, found.Passages)
        {
            Because = Told($"{found.Score:0.00} of the shorter text comes again, {options.CopyScoreMin:0.00} needed"),
        };
        if (circumstances is not { SameOutlet: false, DaysLater: > 0 } || found.IsTeaser || shorter.OwnWords > longer.OwnWords * (1 - options.OwnReportingMin))
        {
            return verdict;
        }

        var own = OwnReporting(longer, SentencePartners.Of(longer, shorter));
        return own < options.OwnReportingMin
            ? verdict
            : verdict with
            {
                Relation = CopyRelation.Partial,
                Score = Math.Min(options.CopyScoreMin - 0.01, 1 - own),
                Because = Told($"the later text holds the earlier one, but {own:0.00} of it is its own reporting"),
            };
    }

    private CopyVerdict Reworded(AlignableText shorter, AlignableText longer, Found found, CopyRelation relation, CopyCircumstances circumstances)
    {
        var rewording = Rewording.Of(shorter.Facts, longer.Facts);
        if (relation is CopyRelation.None && rewording.IsCopy(shorter, longer, circumstances.DaysLater is { } days ? Math.Abs(days) : null)
            && SameThing.Against(shorter.Facts, longer.Facts) is null)
        {
            return new CopyVerdict(CopyRelation.Copy, Math.Max(options.CopyScoreMin, rewording.Held), Undecided: false, found.Passages)
            {
                Because = $"reworded within a day: {rewording}",
            };
        }

        return new CopyVerdict(relation, found.Score, Undecided: false, found.Passages)
        {
            Because = Told($"{found.Score:0.00} of the shorter text comes again, {options.CopyScoreMin:0.00} needed; {rewording}"),
        };
    }

    /// <summary>Too short to be aligned: the same headline, and nothing in the texts that speaks against it.</summary>
    private CopyVerdict OfHeadlines(AlignableText first, AlignableText second, CopyCircumstances circumstances)
    {
        var (one, other) = (first.Facts.Title, second.Facts.Title);
        var isSame = one.Length >= TitleWordsMin && one.AsSpan().SequenceEqual(other)
            && !(Math.Abs(circumstances.DaysLater ?? 0) > TitleDaysMax)
            && SameThing.Against(first.Facts, second.Facts) is null;
        return isSame
            ? new CopyVerdict(CopyRelation.Copy, 1, Undecided: false, []) { Because = "the same headline, and too few words to differ in" }
            : new CopyVerdict(CopyRelation.None, 0, Undecided: true, [])
            {
                Because = Told($"only {Math.Min(first.OwnWords, second.OwnWords)} own words under another headline, {options.OwnWordsMin} needed to tell"),
            };
    }

    /// <summary>What comes again after days, and in neither text at its beginning, is background that outlets keep at hand.</summary>
    private bool IsLaterBackground(SentencePartner[] partners, Found found, CopyCircumstances circumstances) =>
        Math.Abs(circumstances.DaysLater ?? 0) > BackgroundDaysMin && found.Passages.Count > 0
        && partners[0].Likeness < options.AlignedFloor
        && Array.TrueForAll(partners, partner => partner.Likeness < options.AlignedFloor || partner.Sentence > 0);

    private static bool IsRevision(Found found, CopyCircumstances circumstances) =>
        Math.Abs(circumstances.DaysLater ?? double.MaxValue) <= RevisionDaysMax && found.Verbatim >= RevisionVerbatimMin;

    private Found Add(AlignableText shorter, AlignableText longer, SentencePartner[] partners)
    {
        var passages = new List<AlignedPassage>();
        var (found, whole, passageWords, verbatim, words) = (0d, 0d, 0, 0, 0);
        var isTeaser = shorter.OwnWords <= TeaserWordsMax;
        for (var s = 0; s < partners.Length; s++)
        {
            var likeness = Math.Min(1, partners[s].Likeness + NeighbourBonus(partners, s));
            var credit = Math.Clamp((likeness - options.AlignedFloor) / (options.AlignedCeiling - options.AlignedFloor), 0, 1);
            var weight = WeightOf(shorter, s);
            whole += weight;
            found += weight * credit;
            words += shorter.Sentences[s].Length;
            verbatim += longer.HoldsWhole(shorter, shorter.Sentences[s]) ? shorter.Sentences[s].Length : 0;
            isTeaser &= partners[s].Sentence <= s + 1;
            if (credit > 0)
            {
                passages.Add(new AlignedPassage(shorter.Sentences[s].Span, longer.Sentences[partners[s].Sentence].Span, likeness));
                passageWords += likeness >= options.AlignedCeiling ? UnquotedWords(shorter, s) : 0;
            }
        }

        return new Found(whole > 0 ? found / whole : 0, passageWords, words > 0 ? verbatim / (double)words : 0, isTeaser, passages);
    }

    /// <summary>The share of a text's words outside quotations that has no partner.</summary>
    private double OwnReporting(AlignableText text, SentencePartner[] partners)
    {
        var (own, whole) = (0, 0);
        for (var s = 0; s < partners.Length; s++)
        {
            var words = UnquotedWords(text, s);
            whole += words;
            own += partners[s].Likeness < options.AlignedFloor ? words : 0;
        }

        return whole > 0 ? own / (double)whole : 0;
    }

    /// <summary>What says that two texts in the same words are about two things; null where nothing does.</summary>
    private string? Against(AlignableText shorter, AlignableText longer, SentencePartner[] partners, CopyRelation relation)
    {
        if (SameThing.Against(shorter.Facts, longer.Facts) is { } against)
        {
            return relation is CopyRelation.Copy ? against : null;
        }

        // Partial reuse has a part of its own: only where it runs along with the other text are other names a sign.
        if (relation is CopyRelation.Copy && NamesHeld(shorter, longer) < NamesHeldMin)
        {
            return "the same form, but most names and numbers are others";
        }

        var replacements = new Replacements();
        var cells = ArrayPool<ushort>.Shared.Rent(SentencePartners.CellsMax);
        try
        {
            for (var s = 0; s < partners.Length; s++)
            {
                if (partners[s].Likeness >= options.AlignedFloor)
                {
                    WordAlignment.Tell(shorter, shorter.Sentences[s], longer, partners[s].From, partners[s].End, cells, replacements);
                }
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(cells);
        }

        return replacements.Against;
    }

    /// <summary>
    /// The share of the shorter text's names and numbers that stand in the longer one too; 1 where it has too few to tell. Reports in the same form
    /// about two things (results, verdicts, weather) differ in just these.
    /// </summary>
    private static double NamesHeld(AlignableText shorter, AlignableText longer) =>
        shorter.Names.Length < NamesToTell ? 1 : shorter.Names.Count(longer.Holds) / (double)shorter.Names.Length;

    private CopyRelation RelationOf(Found found) =>
        found.Score >= options.CopyScoreMin ? CopyRelation.Copy
        : found.Score >= options.PartialScoreMin && found.PassageWords >= options.PassageWordsMin ? CopyRelation.Partial
        : CopyRelation.None;

    private static bool IsLonger(AlignableText first, AlignableText second) =>
        first.Terms.Length != second.Terms.Length
            ? first.Terms.Length > second.Terms.Length
            : first.Terms.AsSpan().SequenceCompareTo(second.Terms) > 0;

    private static int UnquotedWords(AlignableText text, int sentence)
    {
        var (first, end, _) = text.Sentences[sentence];
        return end - first - text.QuotedWords(first, end - first);
    }

    private static double WeightOf(AlignableText text, int sentence)
    {
        var (first, end, _) = text.Sentences[sentence];
        return end - first < SentenceWordsMin ? 0 : end - first - (text.QuotedWords(first, end - first) * (1 - QuotedWeight));
    }

    private double NeighbourBonus(ReadOnlySpan<SentencePartner> partners, int sentence)
    {
        var bonus = 0d;
        for (var step = -1; step <= 1; step += 2)
        {
            var neighbour = sentence + step;
            if (partners[sentence].Likeness >= SentencePartners.OverlapMin
                && neighbour >= 0 && neighbour < partners.Length
                && partners[neighbour].Likeness >= SureLikeness
                && partners[neighbour].Sentence - partners[sentence].Sentence == step)
            {
                bonus += options.NeighbourBonus;
            }
        }

        return bonus;
    }

    /// <param name="Score">How much of the shorter text was found.</param>
    /// <param name="PassageWords">Words outside quotations in sentences that come again nearly as they are.</param>
    /// <param name="Verbatim">The share of the shorter text's words in sentences that come again word by word.</param>
    /// <param name="IsTeaser">The shorter text is short, and the beginning of the longer.</param>
    private sealed record Found(double Score, int PassageWords, double Verbatim, bool IsTeaser, List<AlignedPassage> Passages);
}
