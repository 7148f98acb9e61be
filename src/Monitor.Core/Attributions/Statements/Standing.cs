using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>
/// Whether what somebody tells of somebody is an accusation at all: a witness, a neighbour, a lawyer tells of deeds all day, and of their own state
/// most of all; the police tell of gangs. An accusing verb is taken from anybody.
/// </summary>
internal static class Standing
{
    // What the police of a town say of a gang of the town is crime, and nobody's accusation.
    private static readonly string[] BeyondCrime = ["cyber", "espionage", "influence", "electronic", "economic", "weapons"];

    private const int ImaginedReach = 4;

    /// <summary>Why nothing is stated; null where it may stand.</summary>
    public static string? VetoOf(Scene scene, Cue cue, Draft draft)
    {
        if (scene.Sentence.Any(scene.Sentence.First, scene.Sentence.First + ImaginedReach, WordClass.Imagined))
        {
            return "it is imagined";
        }

        if (draft.Strength < AttributionStrength.Sanction && scene.Context.Published is { } published
            && PastReader.IsHistory(scene.Sentence, published))
        {
            return "it is history";
        }

        if (draft.Accused is not { } accused || draft.Polarity is not Polarity.Asserted)
        {
            return null;
        }

        if (accused.Country is null && OpenName.IsOpen(accused.Id) && !IsBeyondCrime(scene, draft.Act))
        {
            return "a crime of somebody whom no book knows";
        }

        if (accused.Grain is AccusedGrain.National && draft.Accusers.TrueForAll(named => named.IsNonstate) && !IsBeyondCrime(scene, draft.Act))
        {
            return "a quarrel of persons and clubs";
        }

        if (cue.Kind is CueKind.Deed && accused.Country is not null && accused.Country == scene.Context.Home?.Country
            && accused.Grain is not (AccusedGrain.StateLinked or AccusedGrain.Group) && draft.Act.Family != "rights" && !IsBeyondCrime(scene, draft.Act)
            && draft.Accusers.TrueForAll(named => named is { IsNonstate: true, Country: null }))
        {
            return "somebody unknown tells of the state the article is written in";
        }

        if (cue.Kind is CueKind.Deed && draft.Act.Family != "rights" && accused.Grain is AccusedGrain.State or AccusedGrain.Government
            && draft.Accusers.TrueForAll(named => named.IsNonstate && named.Country is not null && named.Country == accused.Country))
        {
            return "a firm tells of its own state";
        }

        return cue.Kind is CueKind.Deed && draft.Accusers.TrueForAll(named => named is { IsNonstate: true, Country: null }
            && !named.Id.StartsWith(OpenName.OrganizationPrefix, StringComparison.Ordinal) && scene.Context.Actors.Find(named.Id) is null)
            ? OfUnknown(scene, draft, accused) : null;
    }

    /// <summary>Whether acts of the family are those of states more than of a town's criminals.</summary>
    public static bool IsBeyondCrime(string family) => BeyondCrime.Contains(family);

    /// <summary>Whether the article is about more than crime, so that a person charged in it answers an accusation.</summary>
    public static bool IsBeyondCrime(ArticleContext context) => context.IsOfFamily(BeyondCrime);

    private static string? OfUnknown(Scene scene, Draft draft, Named accused)
    {
        if (accused.Country is not null && accused.Country == scene.Context.Home?.Country
            && accused.Grain is AccusedGrain.State or AccusedGrain.Government or AccusedGrain.Agency)
        {
            return "somebody unknown tells of the state the article is written in";
        }

        if (!draft.Accusers.TrueForAll(named => named.Id.StartsWith(OpenName.PersonPrefix, StringComparison.Ordinal)))
        {
            return null;
        }

        return accused.Grain is AccusedGrain.Company or AccusedGrain.Person ? "somebody unknown tells of a firm or a person"
            : draft.Act.ActClass == ActReader.Unspecified ? "somebody unknown tells of no known act" : null;
    }

    private static bool IsBeyondCrime(Scene scene, ActFound act) => BeyondCrime.Contains(act.Family) || act.ActClass == "sabotage"
        || (act.ActClass == ActReader.Unspecified && scene.Context.IsOfFamily(BeyondCrime));
}
