using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;

namespace Monitor.Attributions.Scenes;

/// <summary>
/// Which states a sentence holds to something: it speaks of harm or of an accusation, names them, and neither gives them the word nor makes them
/// the target. What they reject later is an answer, also where nobody understood who accused them.
/// </summary>
internal static class SuspectReader
{
    private const WordClass Harm = WordClass.Hostile | WordClass.Accusing | WordClass.Accusation | WordClass.Charging;

    public static IReadOnlyList<string> Of(Scene scene)
    {
        var suspects = new List<string>();
        var isOfHarm = scene.Sentence.Acts.Count > 0 || scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, Harm);
        var isNear = scene.IsNearHarm && scene.Context.Home is not null;
        foreach (var group in scene.Roles.Groups)
        {
            if (IsTarget(scene, group))
            {
                continue;
            }

            foreach (var party in group.Parties)
            {
                if (party is { Country: { } country, IsPronoun: false, IsSelf: false, IsPresumed: false } && !suspects.Contains(country)
                    && (isOfHarm || (isNear && country != scene.Context.Home!.Country) || party.Head is HeadClass.Hackers
                        || ((party.Head is HeadClass.Forces || party.Actor?.Kind is ActorKind.Agency) && country != scene.Context.Home?.Country))
                    && !IsSpeaker(scene, party))
                {
                    suspects.Add(country);
                }
            }
        }

        return suspects;
    }

    /// <summary>Persons whom a sentence on charges, a trial or a verdict names, other than those who speak in it.</summary>
    public static IReadOnlyList<Party> Charged(Scene scene) => !scene.IsInCourt ? []
        : [.. scene.Roles.Groups.SelectMany(group => group.Parties).Where(party => party is { IsPronoun: false, Head: HeadClass.None or HeadClass.Nationals }
            && party.Actor is { Kind: ActorKind.Person, Offices.Count: 0 } && party.Actor.Id.StartsWith(OpenName.PersonPrefix, StringComparison.Ordinal)
            && scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, WordClass.Charging)
            && !scene.Sentence.Places.Exists(place => place.Token == party.CoreFirst)
            && !scene.Sources.Exists(source => source.Parties.Contains(party)))];

    /// <summary>"against Norway", "in Oslo", "hit Norway".</summary>
    private static bool IsTarget(Scene scene, PartyGroup group) =>
        (group.MarkToken >= 0 && scene.Sentence.Is(group.MarkToken, WordClass.Against | WordClass.Place))
        || (group.Mark is null && scene.Sentence.Is(group.First - 1, WordClass.Hostile) && !scene.Sentence.BreaksAfter(group.First - 1));

    private static bool IsSpeaker(Scene scene, Party party) => scene.Sources.Exists(source => source.Parties.Any(speaker => speaker.Country == party.Country))
        || scene.Made.Exists(made => made.AccuserCountry == party.Country);
}
