using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Statements;

namespace Monitor.Attributions.Pairs;

/// <summary>Somebody who may accuse and somebody who may be accused, in one sentence or in two that follow each other.</summary>
/// <param name="Source">What ties the speaker to the words; null where it only stands beside them.</param>
/// <param name="Features">What was seen of the two and of the words between them, each a name.</param>
internal sealed record PairCandidate(
    Scene Scene, IReadOnlyList<Named> Accusers, Named Accused, PartyGroup Group, Source? Source, DeedTie? Tie, IReadOnlyList<string> Features);
