using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Statements;

/// <summary>Which part of the reading a sentence beside harm failed at, where it states nothing and no cue of it was refused.</summary>
internal static class DecidingPart
{
    /// <summary>The part and its reason; null where nothing is to explain.</summary>
    public static (string Part, string Reason)? Of(Scene scene)
    {
        if (!scene.IsNearHarm || scene.Made.Count > 0)
        {
            return null;
        }

        var parties = scene.Roles.Groups.SelectMany(group => group.Parties).ToList();
        var speakers = scene.Sources.SelectMany(source => source.Parties).Select(scene.AsAccuser).OfType<Named>().ToList();
        return parties.TrueForAll(party => party.Country is null) ? ("parties", "nobody of whom a state is known")
            : scene.Sources.Count == 0 ? ("sources", "nobody says it but the article")
            : speakers.Count == 0 ? ("sources", "whoever speaks is nobody who accuses")
            : parties.TrueForAll(party => party.Country is null || speakers.Exists(speaker => speaker.Country == party.Country))
                ? ("roles", "nobody of another side is in it")
                : ("deeds", "nothing ties a party of another side to harm");
    }
}
