using Monitor.Attributions.Cues;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Weighed;

/// <summary>Who stands behind a likely accusation and how far it goes: the likeliest strength by weights.</summary>
internal static class StatementKind
{
    private const int StemLetters = 5;
    private const int ShortWord = 3;

    private static readonly AttributionStrength[] Strengths = Enum.GetValues<AttributionStrength>();
    private static readonly string[] StrengthNames = [.. Strengths.Select(JudgementOf)];

    private static readonly FeatureKind Form = new("kind");
    private static readonly FeatureKind Speaker = new("kind speaker");
    private static readonly FeatureKind Word = new("kind word");
    private static readonly FeatureKind Class = new("kind class");
    private static readonly FeatureKind CueOf = new("kind cue");

    public static IEnumerable<string> Judgements => StrengthNames;

    public static string JudgementOf(AttributionStrength strength) => "strength " + strength;

    public static AttributionStrength Strength(FeatureWeights weights, ReadOnlySpan<ulong> features) => Strengths[Likeliest(weights, features)];

    /// <param name="byForm">The strength that the accuser's form tells.</param>
    public static void Read(FeatureBag bag, Scene scene, Seat accuser, AttributionStrength byForm)
    {
        var sentence = scene.Sentence;
        bag.Add(Form, "any");
        bag.Add(Form, byForm.ToString());
        bag.Add(Form, byForm.ToString(), scene.IsInCourt ? "in court" : "out of court");
        bag.Add(Speaker, accuser.Way);
        bag.Add(Speaker, accuser.Named.Id.AsSpan(0, Math.Max(0, accuser.Named.Id.IndexOf(':', StringComparison.Ordinal))));
        bag.Add(Speaker, accuser.Party.Head.ToString());
        bag.Add(Speaker, accuser.Source?.Cue?.Cue.Id ?? "none");
        bag.Add(Speaker, accuser.Party.Head.ToString(), accuser.Way);
        var classes = WordClass.None;
        for (var token = sentence.First; token < sentence.End; token++)
        {
            classes |= sentence.ClassOf(token);
            var word = sentence.Text.Folded(token);
            if (word.Length > ShortWord && (!sentence.IsCapitalized(token) || sentence.Language.IsVerbSecond))
            {
                bag.Add(Word, word.Length > StemLetters ? word[..StemLetters] : word);
            }
        }

        for (var rest = (ulong)classes; rest != 0; rest &= rest - 1)
        {
            var name = CandidateFeatures.NameOf((WordClass)(rest & ~(rest - 1)));
            bag.Add(Class, name);
            bag.Add(Class, name, byForm.ToString());
        }

        foreach (var hit in sentence.Cues)
        {
            bag.Add(CueOf, hit.Cue.Id);
            bag.Add(CueOf, hit.Cue.Kind.ToString(), hit.Cue.Strength.ToString());
            bag.Add(CueOf, hit.Cue.Strength.ToString(), byForm.ToString());
        }
    }

    private static int Likeliest(FeatureWeights weights, ReadOnlySpan<ulong> features)
    {
        var (best, most) = (0, double.MinValue);
        for (var i = 0; i < StrengthNames.Length; i++)
        {
            if (weights.Has(StrengthNames[i]) && weights.Sum(StrengthNames[i], features) is var sum && sum > most)
            {
                (best, most) = (i, sum);
            }
        }

        return best;
    }
}
