using Monitor.Attributions.Parties;

namespace Monitor.Attributions.Roles;

/// <summary>A subject, and what stands before its clause.</summary>
/// <param name="Group">Null where there is none that could be placed.</param>
/// <param name="ClauseFirst">The first token of the clause as far as it was read.</param>
internal readonly record struct SubjectFound(PartyGroup? Group, Boundary Boundary, int ClauseFirst);
