using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;

namespace Monitor.Attributions.Statements;

/// <summary>
/// Whether somebody of whom nothing is known can accuse at all: a witness, a neighbour, a lawyer tells of deeds all day, and of their own state
/// most of all. An accusing verb is taken from anybody.
/// </summary>
internal static class Standing
{
    /// <summary>Why nothing is stated; null where it may stand.</summary>
    public static string? VetoOf(Scene scene, Cue cue, Draft draft)
    {
        if (cue.Kind is not CueKind.Deed || draft.Accused is not { } accused || draft.Polarity is not Polarity.Asserted
            || !draft.Accusers.TrueForAll(named => IsUnknown(scene, named)))
        {
            return null;
        }

        if (accused.Country is not null && accused.Country == scene.Context.Home?.Country)
        {
            return "somebody unknown tells of the state the article is written in";
        }

        if (accused.Grain is AccusedGrain.Company or AccusedGrain.Person)
        {
            return "somebody unknown tells of a firm or a person";
        }

        return draft.Act.ActClass == ActReader.Unspecified ? "somebody unknown tells of no known act" : null;
    }

    /// <summary>No book knows the name, no state goes with it, and it is no body that watches or investigates.</summary>
    private static bool IsUnknown(Scene scene, Named named) => named is { IsNonstate: true, Country: null }
        && named.Id.StartsWith(OpenName.PersonPrefix, StringComparison.Ordinal) && scene.Context.Actors.Find(named.Id) is null;
}
