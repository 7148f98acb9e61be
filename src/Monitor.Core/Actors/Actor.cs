namespace Monitor.Actors;

/// <summary>Who may act or be accused in an article: a state, a government, an agency, an alliance, a company, a person, a threat group.</summary>
public sealed record Actor
{
    /// <summary>Such as country:US, gov:CN, agency:US-DOJ, alliance:NATO, igo:EU, person:antony-blinken, threat-group:APT40.</summary>
    public required string Id { get; init; }

    public required ActorKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>ISO 3166 alpha-2 code of the state it belongs to; null where there is none.</summary>
    public string? Country { get; init; }

    /// <summary>Id of the actor it is part of, acts for, or is attributed to; null at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>Ids of the states that a named group stands for ("the Baltic states"); empty where the group acts as one.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    public IReadOnlyList<Alias> Aliases { get; init; } = [];

    /// <summary>Offices that a person held, oldest first.</summary>
    public IReadOnlyList<OfficeHeld> Offices { get; init; } = [];

    /// <summary>Ids in other registers by their name: wikidata, misp, attack.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = new Dictionary<string, string>();
}
