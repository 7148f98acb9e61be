using System.Globalization;
using System.Text.Json.Serialization;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.AttributionEvents.Chains;

/// <summary>What a statement names of what happened, in the form in which two are compared: folded words, states as codes.</summary>
public sealed record EventIncident
{
    private const string SabotageClass = "sabotage";
    private const string GeneralPrefix = "any-";
    private const int WordLettersMin = 4;

    /// <summary>The family of the act.</summary>
    public required string Family { get; init; }

    /// <summary>Cyber, espionage or sabotage: one deed can be called any of them.</summary>
    public bool IsHybrid { get; init; }

    /// <summary>The campaign, the malware or the well-known incident.</summary>
    public string? Campaign { get; init; }

    /// <summary>The classes that the target's words name, the first before all; none that holds many ("systems").</summary>
    public IReadOnlyList<string> TargetClasses { get; init; } = [];

    /// <summary>The words of the target's own name.</summary>
    public IReadOnlyList<string> TargetName { get; init; } = [];

    /// <summary>The words of a target of which neither class nor name is known.</summary>
    public IReadOnlyList<string> Nouns { get; init; } = [];

    /// <summary>The state whose the target is, as the text says it.</summary>
    public string? State { get; init; }

    /// <summary>The accuser's own, which is meant where the text says no other.</summary>
    public string? PresumedState { get; init; }

    /// <summary>The words of the place.</summary>
    public IReadOnlyList<string> Place { get; init; } = [];

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>Whether it names a campaign or a target of its own: what does not joins others.</summary>
    [JsonIgnore]
    public bool NamesSomething => Campaign is not null || NamesTarget;

    [JsonIgnore]
    public bool NamesTarget => TargetClasses.Count > 0 || TargetName.Count > 0 || Nouns.Count > 0;

    /// <summary>
    /// By what a statement continues its incident at any time: the campaign, each word of the target's name, and the target's class with each
    /// month in which it can have happened.
    /// </summary>
    [JsonIgnore]
    public IEnumerable<string> Names
    {
        get
        {
            IEnumerable<string> names = Campaign is null ? TargetName : TargetName.Append(Campaign);
            return From is { } from && Until is { } until
                ? names.Concat(TargetClasses.SelectMany(_ => MonthsAround(from, until), (target, month) => $"{target} {month}"))
                : names;
        }
    }

    /// <summary>What it is called in the name of an event: "parliament-NO"; null where it names nothing.</summary>
    [JsonIgnore]
    public string? Label =>
        Campaign is not null ? Campaign.Replace(' ', '-')
        : TargetClasses.Count > 0
            ? string.Join('-', new[] { TargetClasses[0], State ?? PresumedState }.Concat(TargetName.Take(1)).Concat(Place.Take(1)).OfType<string>())
        : TargetName.Count > 0 ? string.Join('-', TargetName)
        : Nouns.Count > 0 ? string.Join('-', Nouns)
        : null;

    /// <param name="family">Of the act, which the statement may not tell and its article does.</param>
    /// <param name="accuserStates">The states that accuse; in a denial none.</param>
    public static EventIncident Of(Statement statement, string family, IReadOnlyList<string> accuserStates)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(accuserStates);
        var incident = statement.Incident ?? new Incident();
        var targetClass = incident.TargetClass;
        var isGeneral = targetClass?.StartsWith(GeneralPrefix, StringComparison.Ordinal) == true;
        var name = Words(incident.TargetName);
        return new EventIncident
        {
            Family = family,
            IsHybrid = family is "cyber" or "espionage" || statement.ActClass == SabotageClass,
            Campaign = incident.Name is { } campaign ? string.Join(' ', Words(campaign)) is { Length: > 0 } words ? words : null : null,
            TargetClasses = isGeneral || targetClass is null ? [] : [targetClass, .. incident.OtherClasses],
            TargetName = name,
            Nouns = targetClass is null && name.Count == 0 ? [.. Words(incident.Target).Where(word => word.Length >= WordLettersMin).Select(Stem)] : [],
            State = incident.TargetState,
            PresumedState = incident.TargetState is null && accuserStates.Count > 0 ? accuserStates[0] : null,
            Place = Words(incident.Place),
            From = incident.HappenedFrom,
            Until = incident.HappenedUntil,
        };
    }

    private static IEnumerable<string> MonthsAround(DateOnly from, DateOnly until) =>
        new[] { from.AddDays(-IncidentFit.DaysMax), from, until, until.AddDays(IncidentFit.DaysMax) }
            .Select(day => day.ToString("yyyy-MM", CultureInfo.InvariantCulture)).Distinct();

    private static string Stem(string word) => word.EndsWith('s') ? word[..^1] : word;

    private static IReadOnlyList<string> Words(string? written)
    {
        if (string.IsNullOrEmpty(written))
        {
            return [];
        }

        var text = TokenizedText.Of(written);
        return [.. Enumerable.Range(0, text.Tokens.Length).Select(token => text.Folded(token).ToString())];
    }
}
