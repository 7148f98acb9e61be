using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Offices;

/// <summary>An office with whose it is: "the former Danish prime minister", "ministre danoise de la Défense", "director of the FBI".</summary>
/// <param name="First">First token, without articles before it.</param>
/// <param name="End">The token behind it.</param>
/// <param name="Owner">Id of the state, body or agency.</param>
internal sealed record OfficePhrase(int First, int End, OfficeClass Office, string Owner, bool IsFormer)
{
    /// <summary>
    /// The name that stands between the office and its state ("Prime Minister Jette Holm of Denmark") or before a verb ("Jette Holm became Danish
    /// prime minister"); null where it is to be looked for.
    /// </summary>
    public (int First, int End)? Name { get; init; }
}
