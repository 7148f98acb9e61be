namespace Monitor.Attributions.Cues;

internal enum SlotPlace
{
    Subject,
    Object,
    Possessor,
    Preposition,

    /// <summary>Hackers, a group or a state's act anywhere in what follows: "uncovered a campaign by …".</summary>
    Content,

    /// <summary>Right behind the particle: "joined … in condemning China".</summary>
    Particle,
}
