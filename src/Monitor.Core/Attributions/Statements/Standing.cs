using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;
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

    // Watchers and victims of a state's abuses live in it.
    private const string Rights = "rights";
    private const string AtHome = "somebody unknown tells of the state the article is written in";
    private const int ImaginedReach = 4;

    /// <summary>Why nothing is stated; null where it may stand.</summary>
    public static string? VetoOf(Scene scene, Cue cue, Draft draft)
    {
        if (scene.Sentence.Any(scene.Sentence.First, scene.Sentence.First + ImaginedReach, WordClass.Imagined))
        {
            return "it is imagined";
        }

        if (draft.Strength < AttributionStrength.Sanction && scene.Context.Published is { } published
            && (scene.Context.IsOfHistory || PastReader.IsHistory(scene.Sentence, published)))
        {
            return "it is history";
        }

        return draft is { Accused: { } accused, Polarity: Polarity.Asserted } ? OfCrime(scene, draft, accused) ?? OfDeed(scene, cue, draft, accused) : null;
    }

    /// <summary>A foreign state's own hand, in an article on what states do to each other: then anybody's word is an accusation.</summary>
    public static bool IsOfOtherState(Scene scene, Named accused) => scene.Context.Home?.Country is { } home
        && accused.Country is { } country && country != home
        && accused.Grain is not (AccusedGrain.National or AccusedGrain.Company or AccusedGrain.Person)
        && scene.IsNearHarm && scene.Context.IsOfFamily(BeyondCrime);

    /// <summary>Whether acts of the family are those of states more than of a town's criminals.</summary>
    public static bool IsBeyondCrime(string family) => BeyondCrime.Contains(family);

    /// <summary>Whether the article is about more than crime, so that a person charged in it answers an accusation.</summary>
    public static bool IsBeyondCrime(ArticleContext context) => context.IsOfFamily(BeyondCrime);

    /// <summary>What happens between private persons, and what the police of a town say of its gangs.</summary>
    private static string? OfCrime(Scene scene, Draft draft, Named accused) =>
        IsBeyondCrime(scene, draft.Act) ? null
        : accused.Country is null && OpenName.IsOpen(accused.Id) ? "a crime of somebody whom no book knows"
        : accused.Grain is AccusedGrain.National && draft.Accusers.TrueForAll(named => named.IsNonstate) ? "a quarrel of persons and clubs"
        : null;

    /// <summary>Deeds that somebody without an office tells: of the state at home, of their own state, of firms and persons.</summary>
    private static string? OfDeed(Scene scene, Cue cue, Draft draft, Named accused)
    {
        if (cue.Kind is not CueKind.Deed || !draft.Accusers.TrueForAll(named => named.IsNonstate))
        {
            return null;
        }

        var isState = accused.Grain is AccusedGrain.State or AccusedGrain.Government;
        if (draft.Accusers.TrueForAll(named => named.Country is not null))
        {
            return isState && draft.Act.Family != Rights && draft.Accusers.TrueForAll(named => named.Country == accused.Country)
                ? "a firm tells of its own state" : null;
        }

        if (!draft.Accusers.TrueForAll(named => named.Country is null))
        {
            return null;
        }

        var isHome = accused.Country is not null && accused.Country == scene.Context.Home?.Country;
        if (isHome && accused.Grain is not (AccusedGrain.StateLinked or AccusedGrain.Group) && draft.Act.Family != Rights && !IsBeyondCrime(scene, draft.Act))
        {
            return AtHome;
        }

        if (draft.Accusers.Exists(named => named.Id.StartsWith(OpenName.OrganizationPrefix, StringComparison.Ordinal)
            || scene.Context.Actors.Find(named.Id) is not null))
        {
            return null;
        }

        if (isHome && (isState || accused.Grain is AccusedGrain.Agency))
        {
            return AtHome;
        }

        return !draft.Accusers.TrueForAll(named => named.Id.StartsWith(OpenName.PersonPrefix, StringComparison.Ordinal)) ? null
            : accused.Grain is AccusedGrain.Company or AccusedGrain.Person ? "somebody unknown tells of a firm or a person"
            : draft.Act.ActClass == ActReader.Unspecified && !IsOfOtherState(scene, accused) ? "somebody unknown tells of no known act"
            : null;
    }

    private static bool IsBeyondCrime(Scene scene, ActFound act) => BeyondCrime.Contains(act.Family) || act.ActClass == "sabotage"
        || (act.ActClass == ActReader.Unspecified && scene.Context.IsOfFamily(BeyondCrime));
}
