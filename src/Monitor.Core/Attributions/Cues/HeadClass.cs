namespace Monitor.Attributions.Cues;

/// <summary>What kind of party a noun makes of the name before it: "Chinese hackers" are not "Chinese officials".</summary>
internal enum HeadClass
{
    None,
    State,
    Government,
    Agency,
    Officials,
    Hackers,
    Nationals,
    Company,
    Media,
    Experts,
    Politicians,
    Staff,
    Document,
    Alliance,
    Country,

    /// <summary>What a state fights with ("Turkish drones"): it does things, and says nothing.</summary>
    Forces,

    /// <summary>No noun of the list: an act ("Chinese hacking").</summary>
    Act,

    /// <summary>Some other noun ("Chinese markets"): no party at all.</summary>
    Thing,
}
