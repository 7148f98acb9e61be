using System.Text.Json.Serialization;
using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>One attribution: a place in a text where accusers tie an act to an accused.</summary>
public sealed record Statement
{
    /// <summary>Actor ids in the order in which they are named. In a denial the denier.</summary>
    public required IReadOnlyList<string> Accusers { get; init; }

    /// <summary>ISO code of the first accuser that has a state; null where none has.</summary>
    public string? AccuserCountry { get; init; }

    /// <summary>Actor id, or hackers:CN, nationals:CN for unnamed ones of a country; null in a denial.</summary>
    public string? Accused { get; init; }

    /// <summary>ISO 3166 alpha-2 code of the state that the accused belongs to; null where it has none.</summary>
    public string? AccusedCountry { get; init; }

    public AccusedGrain Grain { get; init; }

    /// <summary>The act in the words of the text; empty where the text names none.</summary>
    public required string Act { get; init; }

    /// <summary>The act's class in the cue file's list, such as cyber-espionage; "unspecified" where none fits.</summary>
    public required string ActClass { get; init; }

    /// <summary>The family of the act's class: cyber, kinetic, influence, espionage, economic …; "other" where none fits.</summary>
    public required string Family { get; init; }

    /// <summary>What happened, as far as the article says it; null where it says nothing.</summary>
    [JsonConverter(typeof(IncidentJson))]
    public Incident? Incident { get; init; }

    /// <summary>Ids of actors that the text names as the act's targets.</summary>
    public IReadOnlyList<string> Victims { get; init; } = [];

    public AttributionStrength Strength { get; init; }

    /// <summary>The text reports it as made earlier ("had previously blamed"): background, not news.</summary>
    public bool Past { get; init; }

    public Polarity Polarity { get; init; }

    /// <summary>The accuser itself is not sure: "likely", "suspects".</summary>
    public bool Hedged { get; init; }

    /// <summary>
    /// No rule understood it: by what labelled examples taught it is likelier than not. It is listed, searched and offered to analysts, and is no fact.
    /// </summary>
    public bool Likely { get; init; }

    /// <summary>Id of the person who spoke for the accuser; null where none is known by name.</summary>
    public string? Speaker { get; init; }

    /// <summary>In a denial, the id of the accuser whom it answers, where the text names one.</summary>
    public string? RespondsTo { get; init; }

    /// <summary>The sentence that states it.</summary>
    public TextSpan Evidence { get; init; }

    /// <summary>The cue that fired, as language/id.</summary>
    public required string Rule { get; init; }

    /// <summary>The version of the cue file.</summary>
    public int RuleVersion { get; init; }

    /// <summary>From 0 to 1: how plainly the text says it.</summary>
    public double Score { get; init; }

    public IReadOnlyList<ScorePart> ScoreParts { get; init; } = [];

    /// <summary>Who exactly an indictment or a sanction names, as <see cref="InstrumentMarks"/> compares them, ordered. Empty for other strengths.</summary>
    public IReadOnlyList<string> Instrument { get; init; } = [];

    /// <summary>The accuser takes an earlier accusation back.</summary>
    public bool Retraction { get; init; }
}
