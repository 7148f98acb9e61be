using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Statements;

namespace Monitor.Attributions.Weighed;

/// <summary>
/// Why what is likely is not stated all the same. Weights know nothing of grammar: what the rules read and refused, what may never be an accusation and
/// what an article only mentions is left to the rules.
/// </summary>
internal static class WeighedBounds
{
    /// <summary>Whom an article accuses it names in the title, or once in so many sentences.</summary>
    private const int SentencesPerMention = 8;

    private const WordClass Unreal = WordClass.Hypothetical | WordClass.Modal | WordClass.Imagined;

    public static string? Of(PairCandidate pair)
    {
        var (scene, accused) = (pair.Scene, pair.Accused.Named);
        var sentence = scene.Sentence;
        return sentence.Any(sentence.First, sentence.End, Unreal) || scene.IsUnreal(sentence.First) ? "it is asked, imagined or to come"
            : sentence.Cues.Exists(hit => hit.Cue.Kind is CueKind.Accusation or CueKind.Denial && hit.Form is not CueForm.Noun)
                ? "the rules read its accusing or rejecting verb"
            : IsVictim(pair) ? "the accused suffers it"
            : scene.Made.Exists(made => IsReverse(made, pair)) ? "it is the other way round"
            : accused.Grain is AccusedGrain.National ? "nationals are not their state"
            : OpenParties.IsPerson(pair.Accuser.Named.Id) && !Standing.IsOfOtherState(scene, accused) ? "somebody without a name or an office tells it"
            : !Standing.IsBeyondCrime(scene.Context) && !IsProminent(scene.Context, accused) ? "the article only mentions the accused"
            : null;
    }

    /// <summary>States, firms and bodies deny; a suspect's or a witness's no is told every day.</summary>
    public static bool MayDeny(Scene scene, Named denier) => !OpenParties.IsPerson(denier.Id) && scene.Context.Families.Count > 0
        && denier.Country is { } country && scene.Context.IsBetweenStates(country) && Standing.IsBeyondCrime(scene.Context);

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

    private static bool IsProminent(ArticleContext context, Named accused)
    {
        var mentions = context.Mentions.Where(mention => mention.Actor.Id == accused.Id
            || (accused.Country is not null && mention.Actor.Country == accused.Country)).ToList();
        return mentions.Exists(mention => mention.Span.End <= context.Text.TitleEnd)
            || mentions.Count > context.Text.Sentences.Length / SentencesPerMention;
    }
}
