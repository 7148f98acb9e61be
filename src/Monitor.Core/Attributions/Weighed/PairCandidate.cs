using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Weighed;

/// <summary>Two parties of which the one may accuse the other in a sentence.</summary>
internal sealed record PairCandidate(Scene Scene, Seat Accuser, Seat Accused);
