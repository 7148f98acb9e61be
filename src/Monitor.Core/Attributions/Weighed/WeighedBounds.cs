using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Statements;

namespace Monitor.Attributions.Weighed;

/// <summary>
/// Why what is likely is not stated all the same. Weights know nothing of grammar: what the rules read the other way round, and what may
/// never be an accusation, is left to the rules.
/// </summary>
internal static class WeighedBounds
{
    private const int ListMin = 3;

    /// <summary>So likely somebody is accused whose word may be an answer.</summary>
    private const double HeldMin = 0.2;

    private const WordClass Answering = WordClass.Denying | WordClass.Replying | WordClass.Negation;

    private const WordClass Unreal = WordClass.Hypothetical | WordClass.Modal | WordClass.Imagined;

    /// <summary>What speaks against it in the rules' eyes; it lowers what is likely, and does not always forbid it. Null for nothing.</summary>
    public static string? Of(PairCandidate pair)
    {
        var (scene, accused) = (pair.Scene, pair.Accused.Named);
        return Never(pair) is { } never ? never
            : IsVictim(pair) ? "the accused suffers it"
            : OpenParties.IsPerson(pair.Accuser.Named.Id) && !Standing.IsOfOtherState(scene, accused) ? "somebody without a name or an office tells it"
            : null;
    }

    /// <summary>Why it is never stated, however likely.</summary>
    public static string? Never(PairCandidate pair)
    {
        var scene = pair.Scene;
        return !scene.IsNearHarm && pair.Accuser.Source is null ? "nobody says it, and no harm is near"
            : IsListed(pair) ? "a list of states is a list of those who suffer or join"
            : scene.Made.Exists(made => IsReverse(made, pair)) ? "it is the other way round"
            : pair.Accused.Named.Grain is AccusedGrain.National ? "nationals are not their state"
            : OpenParties.IsPerson(pair.Accuser.Named.Id) && pair.Accused.Named.Country is { } country && !scene.Context.IsBetweenStates(country)
                ? "a person tells it in an article that is about one state"
            : null;
    }

    /// <summary>
    /// Where the article tells of no deed of the kind that states do, persons and people without a name speak of crime, a quake or a match, and name
    /// states by the way, and towns and people called after them. Null where it may be.
    /// </summary>
    public static string? OfOrdinaryNews(PairCandidate pair)
    {
        var id = pair.Accuser.Named.Id;
        return !Standing.IsBeyondCrime(pair.Scene.Context)
            && (OpenParties.IsPerson(id) || id.StartsWith(OpenName.UnnamedPrefix, StringComparison.Ordinal))
            ? "somebody of no known body speaks in ordinary news" : null;
    }

    /// <summary>Sentences in which nothing is likely: what is asked, imagined, to come or not so, and what nobody says far from any harm.</summary>
    public static bool IsSilent(Scene scene)
    {
        var sentence = scene.Sentence;
        return sentence.Any(sentence.First, sentence.End, Unreal | WordClass.Negation | WordClass.Clearing) || scene.IsUnreal(sentence.First)
            || (scene.Sources.Count == 0 && !scene.IsNearHarm);
    }

    /// <summary>Who denies speaks, or stands in a sentence that rejects, replies or says no. Asked before all else, since it costs the least.</summary>
    public static bool MayAnswer(Scene scene, Seat denier)
    {
        var sentence = scene.Sentence;
        var answers = denier.IsHere && denier.Party.Mark is null && sentence.Any(sentence.First, sentence.End, Answering);
        return (denier.Source is not null || answers) && !Silence.In(sentence, sentence.First, sentence.End)
            && !Silence.IsCourt(denier.Scene.Sentence, denier.Party);
    }

    /// <summary>
    /// Whether who may answer is held to something, by what is likely or was understood. What the police and the suspects of one state reject is told every
    /// day: in ordinary news they must speak, be of one of two states, and be as good as accused.
    /// </summary>
    public static bool IsHeld(Scene scene, Seat denier, HeldTo held)
    {
        var isBetweenStates = denier.Named.Country is { } country && scene.Context.IsBetweenStates(country);
        var isHeld = held.Most >= HeldMin || IsAccused(scene.Context, denier.Named);
        return !Standing.IsBeyondCrime(scene.Context) ? denier.Source is not null && isBetweenStates && isHeld
            : isHeld || (isBetweenStates && (held.Most > 0 || scene.Context.IsSuspected(denier.Named.Country, scene.Number)));
    }

    private static bool IsAccused(ArticleContext context, Named named)
    {
        for (var i = 0; i < context.Statements.Count; i++)
        {
            var made = context.Statements[i].Statement;
            if (made.Polarity is not Polarity.Denied && (made.Accused == named.Id || (named.Country is not null && made.AccusedCountry == named.Country)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Germany, Norway and Poland", "among them Germany, Norway": many in a row are named for what happened to them.</summary>
    private static bool IsListed(PairCandidate pair)
    {
        var (scene, party) = (pair.Accused.Scene, pair.Accused.Party);
        return party.First >= 0 && scene.Roles.GroupAt(party.First) is { } group
            && (group.Parties.Count >= ListMin || scene.Sentence.Any(group.First, party.CoreFirst, WordClass.ListIntro)
                || (group.First > scene.Sentence.First && scene.Sentence.Is(group.First - 1, WordClass.ListIntro)));
    }

    /// <summary>"that Russia was attacked", "against Russia".</summary>
    private static bool IsVictim(PairCandidate pair)
    {
        var (sentence, party) = (pair.Scene.Sentence, pair.Accused.Party);
        return pair.Accused.IsHere && ((sentence.Is(party.End, WordClass.Be | WordClass.Passive) && !sentence.BreaksAfter(party.End - 1))
            || (party.MarkToken >= 0 && sentence.Is(party.MarkToken, WordClass.Against | WordClass.Place)));
    }

    private static bool IsReverse(Statement made, PairCandidate pair) => made.Polarity is Polarity.Asserted
        && made.AccuserCountry is { } accuser && accuser == pair.Accused.Named.Country
        && made.AccusedCountry is { } accused && accused == pair.Accuser.Named.Country;
}
