using System.Globalization;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Weighed;

/// <summary>
/// What can be told of a candidate: words and their classes around and between the two, order, roles, what the other readers found. Never a name: who
/// they are must not decide.
/// </summary>
internal sealed partial class CandidateFeatures(ArticleContext context, FeatureBag bag)
{
    private const int StemLetters = 5;
    private const int ShortWord = 3;
    private const int BetweenMax = 25;
    private const int SideMax = 4;

    private static readonly string[] ClassNames = [.. Enumerable.Range(0, 63).Select(bit => ((WordClass)(1L << bit)).ToString())];
    private static readonly string[] Small = [.. Enumerable.Range(0, 64).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    private static readonly string[] Distances = ["0", "1", "2", "3", "4-5", "6-8", "9-13", "14-20", "21+"];

    private static readonly FeatureKind Bias = new("is");
    private static readonly FeatureKind Ways = new("ways");
    private static readonly FeatureKind Order = new("order");
    private static readonly FeatureKind Apart = new("apart");
    private static readonly FeatureKind PartiesBetween = new("parties between");
    private static readonly FeatureKind BetweenWord = new("between");
    private static readonly FeatureKind BetweenClass = new("between class");
    private static readonly FeatureKind BetweenCue = new("between cue");
    private static readonly FeatureKind SentenceWord = new("word");
    private static readonly FeatureKind SentenceClass = new("class");
    private static readonly FeatureKind SentenceCue = new("cue");
    private static readonly FeatureKind SentenceForm = new("sentence");
    private static readonly FeatureKind Covered = new("covered");
    private static readonly FeatureKind Tie = new("tie");
    private static readonly FeatureKind RuleHere = new("rule here");
    private static readonly FeatureKind RuleElsewhere = new("rule elsewhere");
    private static readonly FeatureKind Article = new("article");
    private static readonly SeatKinds Accuser = new("accuser");
    private static readonly SeatKinds Accused = new("accused");

    /// <summary>By token one more than the letters that count of its word, 0 where nobody asked yet: all seats of a sentence ask for the same.</summary>
    private readonly byte[] _letters = new byte[context.Text.Tokens.Length];

    public void Read(PairCandidate pair)
    {
        ReadSentence(pair.Scene);
        ReadAccuser(pair.Scene, pair.Accuser);
        ReadAccused(pair.Scene, pair.Accused);
        ReadBoth(pair);
    }

    /// <summary>What all pairs of a sentence have in common.</summary>
    public void ReadSentence(Scene scene)
    {
        _ties.Clear();
        bag.Add(Bias, "pair");
        OfSentence(scene);
    }

    public void ReadAccuser(Scene scene, Seat seat)
    {
        OfSeat(scene, seat, Accuser);
        Prominence(seat.Named.Country, "accuser");
    }

    public void ReadAccused(Scene scene, Seat seat)
    {
        OfSeat(scene, seat, Accused);
        Prominence(seat.Named.Country, "accused");
    }

    public void ReadBoth(PairCandidate pair)
    {
        OfBoth(pair);
        OfRules(pair);
    }

    private WordClass OfSentence(Scene scene)
    {
        var sentence = scene.Sentence;
        var isTitle = sentence.Sentence.Span.End <= sentence.Text.TitleEnd;
        bag.Add(SentenceForm, isTitle ? "title" : scene.Number <= 2 ? "lead" : "body");
        if (scene.IsNearHarm)
        {
            bag.Add(SentenceForm, "near harm");
        }

        if (scene.IsInCourt)
        {
            bag.Add(SentenceForm, "in court");
        }

        if (scene.Sources.Count == 0)
        {
            bag.Add(SentenceForm, "no source");
        }

        if (sentence.HasAfter(sentence.End - 1, '?'))
        {
            bag.Add(SentenceForm, "asks");
        }

        if (context.Voice is not null)
        {
            bag.Add(Article, "own voice");
        }

        if (context.IsOfHistory)
        {
            bag.Add(Article, "history");
        }

        bag.Add(Article, context.Home is null ? "no home" : "home");
        foreach (var act in sentence.Acts)
        {
            bag.Add(SentenceForm, "act", sentence.Language.Acts[act.Rank].Family);
        }

        var classes = WordClass.None;
        for (var token = sentence.First; token < sentence.End; token++)
        {
            classes |= sentence.ClassOf(token);
            if (WordOf(sentence, scene, token) is { Length: > 0 } word && (word.Length > ShortWord))
            {
                bag.Add(SentenceWord, word);
            }
        }

        AddClasses(SentenceClass, classes & (WordClass.Open | WordClass.Accusation | WordClass.Negation | WordClass.Hypothetical | WordClass.Hedge
            | WordClass.Question | WordClass.According | WordClass.Anonymous));
        foreach (var hit in sentence.Cues)
        {
            bag.Add(SentenceCue, hit.Cue.Kind.ToString());
        }

        return classes;
    }

    private void AddClasses(FeatureKind kind, WordClass classes, string? order = null)
    {
        for (var rest = (ulong)classes; rest != 0; rest &= rest - 1)
        {
            var name = ClassNames[System.Numerics.BitOperations.TrailingZeroCount(rest)];
            if (order is null)
            {
                bag.Add(kind, name);
            }
            else
            {
                bag.Add(kind, order, name);
            }
        }
    }

    private void AddCues(FeatureKind kind, SentenceReading sentence, int token, string? order = null)
    {
        if (!sentence.BeginsCue(token))
        {
            return;
        }

        foreach (var hit in sentence.Cues)
        {
            if (hit.First == token)
            {
                bag.Add(kind, hit.Cue.Id, order ?? "");
                bag.Add(kind, hit.Cue.Kind.ToString(), order ?? "");
            }
        }
    }

    /// <summary>The beginning of a word; nothing for a name.</summary>
    private ReadOnlySpan<char> WordOf(SentenceReading sentence, Scene scene, int token, bool inParty = false)
    {
        if (inParty || token < sentence.First || token >= sentence.End)
        {
            // Who speaks on may be named by an earlier sentence.
            return sentence.Text.Folded(token)[..LettersOf(sentence, scene, token, inParty)];
        }

        ref var letters = ref _letters[token];
        letters = letters > 0 ? letters : (byte)(LettersOf(sentence, scene, token, inParty) + 1);
        return sentence.Text.Folded(token)[..(letters - 1)];
    }

    private int LettersOf(SentenceReading sentence, Scene scene, int token, bool inParty)
    {
        if (context.IsMentioned(token) || sentence.IsNumber(token))
        {
            return 0;
        }

        var isNoun = sentence.Language.IsVerbSecond || sentence.HeadAt(token) is not HeadClass.None || !sentence.IsUnknown(token);
        if (sentence.IsCapitalized(token) && !isNoun)
        {
            return 0;
        }

        if (!inParty && sentence.IsCapitalized(token) && scene.Roles.GroupAt(token) is not null && sentence.HeadAt(token) is HeadClass.None)
        {
            return 0;
        }

        return Math.Min(sentence.Text.Folded(token).Length, StemLetters);
    }

    /// <summary>The name of one class, without a search among all.</summary>
    public static string NameOf(WordClass single) => ClassNames[System.Numerics.BitOperations.TrailingZeroCount((ulong)single)];

    private static int Distance(int tokens) => tokens switch { < 4 => tokens, < 6 => 4, < 9 => 5, < 14 => 6, < 21 => 7, _ => 8 };
}
