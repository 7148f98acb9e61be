using System.Runtime.InteropServices;

namespace Monitor.Stories;

/// <summary>
/// Decides between copy, partial reuse and independent text: for each sentence of the shorter text it looks for the sentence (or two neighbours) of
/// the longer that holds most of it in the same order, and adds up how much of the shorter text was found.
/// </summary>
public sealed class SentenceAlignment(StoriesOptions options)
{
    /// <summary>Quotations are in every report of an event: they count half.</summary>
    private const float QuotedWeight = 0.5f;

    private const int SentencesMax = 400;
    private const int PartnersTried = 2;

    /// <summary>Compares two texts under the present term weights.</summary>
    public CopyVerdict Compare(AlignableText first, AlignableText second, TermStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (Math.Min(first.OwnWords, second.OwnWords) < options.OwnWordsMin)
        {
            return new CopyVerdict(CopyRelation.None, 0, Undecided: true, []);
        }

        var swapped = first.Terms.Length > second.Terms.Length;
        var shorter = Weighted.Of(swapped ? second : first, statistics);
        var longer = Weighted.Of(swapped ? first : second, statistics);
        var passages = new List<AlignedPassage>();
        var (found, whole) = (0d, 0d);
        var overlaps = Overlaps(shorter, longer);
        for (var s = 0; s < shorter.SentenceCount; s++)
        {
            var weight = shorter.WeightOf(s);
            var (likeness, partner) = BestPartner(shorter, s, longer, overlaps);
            var credit = Math.Clamp((likeness - options.AlignedFloor) / (options.AlignedCeiling - options.AlignedFloor), 0, 1);
            whole += weight;
            found += weight * credit;
            if (credit > 0)
            {
                var (own, other) = (shorter.Text.Sentences[s].Span, longer.Text.Sentences[partner].Span);
                passages.Add(swapped ? new AlignedPassage(other, own, likeness) : new AlignedPassage(own, other, likeness));
            }
        }

        var score = whole > 0 ? found / whole : 0;
        var relation = score >= options.CopyScoreMin ? CopyRelation.Copy : score >= options.PartialScoreMin ? CopyRelation.Partial : CopyRelation.None;
        return new CopyVerdict(relation, score, Undecided: false, passages);
    }

    private static float[,] Overlaps(Weighted shorter, Weighted longer)
    {
        var places = new Dictionary<uint, List<int>>();
        for (var t = 0; t < longer.SentenceCount; t++)
        {
            var sentence = longer.Text.Sentences[t];
            for (var i = sentence.First; i < sentence.End; i++)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(places, longer.Text.Terms[i], out _);
                list ??= [];
                if (list.Count == 0 || list[^1] != t)
                {
                    list.Add(t);
                }
            }
        }

        var overlaps = new float[shorter.SentenceCount, longer.SentenceCount];
        for (var s = 0; s < shorter.SentenceCount; s++)
        {
            var sentence = shorter.Text.Sentences[s];
            for (var i = sentence.First; i < sentence.End; i++)
            {
                if (places.TryGetValue(shorter.Text.Terms[i], out var list))
                {
                    foreach (var t in list)
                    {
                        overlaps[s, t] += shorter.Weights[i];
                    }
                }
            }
        }

        return overlaps;
    }

    private static (double Likeness, int Partner) BestPartner(Weighted shorter, int s, Weighted longer, float[,] overlaps)
    {
        var weight = shorter.WeightOf(s);
        var (best, partner) = (0d, -1);
        for (var attempt = 0; attempt < PartnersTried; attempt++)
        {
            var top = -1;
            for (var t = 0; t < longer.SentenceCount; t++)
            {
                if (overlaps[s, t] > 0 && (top < 0 || overlaps[s, t] > overlaps[s, top]))
                {
                    top = t;
                }
            }

            // What comes again in any order bounds what comes again in this one.
            if (top < 0 || weight <= 0)
            {
                break;
            }

            overlaps[s, top] = 0;
            for (var from = Math.Max(0, top - 1); from <= top; from++)
            {
                var end = Math.Min(longer.SentenceCount - 1, from + 1);
                var likeness = CommonInOrder(shorter, shorter.Text.Sentences[s], longer, longer.Text.Sentences[from].First, longer.Text.Sentences[end].End) / weight;
                if (likeness > best)
                {
                    (best, partner) = (likeness, top);
                }
            }
        }

        return (best, partner);
    }

    /// <summary>The weight of the heaviest common subsequence of a sentence and a range of the other text.</summary>
    private static double CommonInOrder(Weighted shorter, AlignableSentence sentence, Weighted longer, int from, int end)
    {
        Span<float> row = new float[end - from + 1];
        for (var i = sentence.First; i < sentence.End; i++)
        {
            var diagonal = 0f;
            var term = shorter.Text.Terms[i];
            for (var j = from; j < end; j++)
            {
                var above = row[j - from + 1];
                row[j - from + 1] = longer.Text.Terms[j] == term ? diagonal + shorter.Weights[i] : Math.Max(above, row[j - from]);
                diagonal = above;
            }
        }

        return row[^1];
    }

    private sealed record Weighted(AlignableText Text, float[] Weights, int SentenceCount)
    {
        public static Weighted Of(AlignableText text, TermStatistics statistics)
        {
            var weights = new float[text.Terms.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = statistics.Weight(text.Terms[i]) * (text.Quoted[i] ? QuotedWeight : 1);
            }

            return new Weighted(text, weights, Math.Min(text.Sentences.Length, SentencesMax));
        }

        public double WeightOf(int sentence)
        {
            var sum = 0d;
            for (var i = Text.Sentences[sentence].First; i < Text.Sentences[sentence].End; i++)
            {
                sum += Weights[i];
            }

            return sum;
        }
    }
}
