using System.Globalization;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;
using Monitor.Attributions.Statements;

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
    private static readonly FeatureKind HeldTo = new("held to it");
    private static readonly FeatureKind Denying = new("denying");
    private static readonly SeatKinds Denier = new("denier");
    private static readonly SeatKinds Accuser = new("accuser");
    private static readonly SeatKinds Accused = new("accused");

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

    /// <summary>Of somebody who may reject something.</summary>
    /// <param name="held">How likely it is that somebody accuses them before, here, and behind.</param>
    public void ReadDenial(Scene scene, Seat seat, (double Before, double Here, double Behind) held)
    {
        bag.Add(Bias, "denial");
        var classes = OfSentence(scene);
        OfSeat(scene, seat, Denier);
        var telling = classes & (WordClass.Denying | WordClass.Accusation | WordClass.Negation | WordClass.Naming | WordClass.Replying | WordClass.Silent
            | WordClass.Harmless | WordClass.Hypothetical | WordClass.Hostile);
        AddClasses(Denying, telling, seat.Way);
        AddClasses(Denying, telling, seat.Source?.Cue?.Cue.Id ?? "no cue");
        bag.Add(Denying, "parties", Small[Math.Min(scene.Roles.Groups.Count, 4)]);
        bag.Add(Denying, scene.Sentence.Sentence.Span.Of(scene.Sentence.Text.Value).AsSpan().IndexOfAny("\"“„«") >= 0 ? "quotes" : "plain", seat.Way);
        foreach (var (number, made) in context.Statements)
        {
            var where = number == scene.Number ? "here" : number < scene.Number ? "before" : "behind";
            var isOwn = made.Accusers.Contains(seat.Named.Id) || (made.AccuserCountry is not null && made.AccuserCountry == seat.Named.Country);
            bag.Add(RuleElsewhere, where, made.Polarity is Polarity.Denied ? isOwn ? "denies" : "another denies"
                : isOwn ? "accuses" : made.AccusedCountry is not null && made.AccusedCountry == seat.Named.Country ? "is accused" : "others");
        }

        bag.Add(Denying, context.IsSuspected(seat.Named.Country, scene.Number) ? "suspected" : "unsuspected");
        Prominence(seat.Named.Country, "denier");
        foreach (var (where, likely) in (ReadOnlySpan<(string, double)>)[("before", held.Before), ("here", held.Here), ("behind", held.Behind)])
        {
            bag.Add(HeldTo, where, Likely(likely));
            bag.Add(HeldTo, where + Likely(likely), seat.Way);
        }

        bag.Add(HeldTo, Likely(Math.Max(held.Before, held.Behind)), seat.Source is null ? "silent" : "speaks");
    }

    private static string Likely(double probability) =>
        probability switch { < 0.02 => "no", < 0.08 => "hardly", < 0.2 => "perhaps", < 0.5 => "well", _ => "likely" };

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

    private void OfBoth(PairCandidate pair)
    {
        var (accuser, accused) = (pair.Accuser, pair.Accused);
        bag.Add(Ways, accuser.Way, accused.Way);
        bag.Add(Apart, "countries", accuser.Named.Country is null || accused.Named.Country is null ? "open"
            : accuser.Named.Country == accused.Named.Country ? "same" : "two");
        if (accused.IsHere)
        {
            var token = accused.Party.First;
            bag.Add(Covered, accuser.Source is null ? "no source" : accuser.Source.Covers(token) ? "covered" : "outside");
            var byOther = pair.Scene.SourceOf(token);
            bag.Add(Covered, byOther is null ? "by nobody" : byOther == accuser.Source ? "by accuser" : "by another");
            var ties = new DeedTieReader(pair.Scene.Sentence, pair.Scene.Roles);
            var group = pair.Scene.Roles.GroupAt(token);
            var tie = group is null ? null : accused.Party.IsThing ? ties.OfThing(group, accused.Party, accuser.Named.Country)
                : ties.Of(group, accused.Party, accuser.Named.Country);
            bag.Add(Tie, tie?.How ?? "none", accuser.Source is null ? "no source" : accuser.Source.Covers(token) ? "covered" : "outside");
            bag.Add(Tie, tie?.How ?? "none");
            AddClasses(Tie, pair.Scene.Sentence.ClassOf(accused.Party.MarkToken), accuser.Way);
        }


        if (!accuser.IsHere || !accused.IsHere)
        {
            bag.Add(Order, accuser.IsHere ? "accused elsewhere" : "accuser elsewhere");
            return;
        }

        var isBefore = accuser.Party.First < accused.Party.First;
        var (first, end) = isBefore ? (accuser.Party.End, accused.Party.First) : (accused.Party.End, accuser.Party.First);
        var order = isBefore ? "before" : "behind";
        bag.Add(Order, order);
        bag.Add(Order, order, accuser.Way);
        bag.Add(Apart, order, Distances[Distance(Math.Max(0, end - first))]);
        var between = pair.Scene.Roles.Groups.Count(group => group.First >= first && group.End <= end);
        bag.Add(PartiesBetween, order, Small[Math.Min(between, 3)]);
        var sentence = pair.Scene.Sentence;
        var classes = WordClass.None;
        for (var token = first; token < Math.Min(end, first + BetweenMax); token++)
        {
            classes |= sentence.ClassOf(token);
            if (WordOf(sentence, pair.Scene, token) is { Length: > 0 } word)
            {
                bag.Add(BetweenWord, order, word);
            }

            AddCues(BetweenCue, sentence, token, order);
        }

        AddClasses(BetweenClass, classes, order);
    }

    private void OfRules(PairCandidate pair)
    {
        foreach (var (number, made) in context.Statements)
        {
            var where = number == pair.Scene.Number ? RuleHere : RuleElsewhere;
            var isAccused = made.AccusedCountry is not null ? made.AccusedCountry == pair.Accused.Named.Country : made.Accused == pair.Accused.Named.Id;
            var isAccuser = made.Accusers.Contains(pair.Accuser.Named.Id)
                || (made.AccuserCountry is not null && made.AccuserCountry == pair.Accuser.Named.Country);
            if (made.Polarity is Polarity.Denied)
            {
                bag.Add(where, "denied by", made.AccuserCountry is { } denier && denier == pair.Accused.Named.Country ? "accused"
                    : isAccuser ? "accuser" : "other");
            }
            else if (isAccuser && isAccused)
            {
                bag.Add(where, "same", made.Polarity.ToString());
            }
            else if (made.AccusedCountry is { } other && other == pair.Accuser.Named.Country)
            {
                bag.Add(where, made.AccuserCountry == pair.Accused.Named.Country ? "reversed" : "accuser is accused");
            }
            else
            {
                bag.Add(where, isAccuser ? "accuser of another" : isAccused ? "accused by another" : "others");
            }
        }
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
        if (context.IsMentioned(token) || sentence.IsNumber(token))
        {
            return default;
        }

        var isNoun = sentence.Language.IsVerbSecond || sentence.HeadAt(token) is not HeadClass.None || !sentence.IsUnknown(token);
        if (sentence.IsCapitalized(token) && !isNoun)
        {
            return default;
        }

        if (!inParty && sentence.IsCapitalized(token) && scene.Roles.GroupAt(token) is not null && sentence.HeadAt(token) is HeadClass.None)
        {
            return default;
        }

        var word = sentence.Text.Folded(token);
        return word.Length > StemLetters ? word[..StemLetters] : word;
    }

    /// <summary>The name of one class, without a search among all.</summary>
    public static string NameOf(WordClass single) => ClassNames[System.Numerics.BitOperations.TrailingZeroCount((ulong)single)];

    private static int Distance(int tokens) => tokens switch { < 4 => tokens, < 6 => 4, < 9 => 5, < 14 => 6, < 21 => 7, _ => 8 };
}
