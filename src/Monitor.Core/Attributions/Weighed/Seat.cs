using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Weighed;

/// <summary>Where somebody stands who may accuse or be accused.</summary>
/// <param name="Scene">The sentence that names them, which may be an earlier one.</param>
/// <param name="Back">How many sentences before the one that is read; 0 for that itself.</param>
/// <param name="Source">What makes them a speaker; null for others.</param>
internal sealed record Seat(Scene Scene, Party Party, Named Named, string Way, int Back, Source? Source)
{
    public bool IsHere => Back == 0 && Party.First >= 0;
}
