using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>What a reader found a sentence to say, before it becomes a statement.</summary>
internal sealed class Draft
{
    public required List<Named> Accusers { get; init; }

    public required Named? Accused { get; init; }

    public required ActFound Act { get; init; }

    public required AttributionStrength Strength { get; init; }

    public required Polarity Polarity { get; init; }

    public required Modality Modality { get; init; }

    public IReadOnlyList<string> Instrument { get; init; } = [];

    public Source? Source { get; init; }

    public string? RespondsTo { get; init; }

    /// <summary>"all states, including …": said of many, among them the accused.</summary>
    public bool IsOneOfMany { get; init; }

    public Statement ToStatement(Cue cue, SentenceReading sentence, RoleFinder roles)
    {
        var parts = Parts(cue);
        return new Statement
        {
            Accusers = [.. Accusers.Select(named => named.Id)],
            AccuserCountry = Accusers.Select(named => named.Country).FirstOrDefault(country => country is not null),
            Accused = Accused?.Id,
            AccusedCountry = Accused?.Country,
            Grain = Accused?.Grain ?? AccusedGrain.Unnamed,
            Act = Act.Words,
            ActClass = Act.ActClass,
            Family = Act.Family,
            Incident = Act.Incident is { } name ? new Incident { Name = name } : null,
            Victims = Victims(sentence, roles),
            Strength = Strength,
            Past = Modality.IsPast,
            Polarity = Polarity,
            Hedged = Modality.IsHedged,
            Speaker = Accusers.Select(named => named.Speaker).FirstOrDefault(speaker => speaker is not null) ?? SpeakerOf(Source),
            RespondsTo = RespondsTo,
            Evidence = sentence.Sentence.Span,
            Rule = $"{sentence.Language.Language}/{cue.Id}",
            RuleVersion = sentence.Language.Version,
            Score = Math.Round(Math.Clamp(parts.Sum(part => part.Value), 0, 1), 2),
            ScoreParts = parts,
            Instrument = Instrument,
            Retraction = cue.Kind is CueKind.Retraction,
        };
    }

    private static string? SpeakerOf(Source? source) =>
        source?.Parties.Select(party => party.Actor).FirstOrDefault(actor => actor?.Kind is Actors.ActorKind.Person)?.Id;

    private List<ScorePart> Parts(Cue cue)
    {
        var parts = new List<ScorePart> { new($"cue {cue.Id}", cue.Weight) };
        if (Act.ActClass != ActReader.Unspecified)
        {
            parts.Add(new ScorePart("a known act", 0.1));
        }

        if (Act.Words.Length > 0)
        {
            parts.Add(new ScorePart("the act is named beside it", 0.05));
        }

        if (Modality.IsHedged)
        {
            parts.Add(new ScorePart("hedged", -0.15));
        }

        if (Modality.IsNegated)
        {
            parts.Add(new ScorePart("negated", -0.1));
        }

        if (IsOneOfMany)
        {
            parts.Add(new ScorePart("the accused is one of many addressed", -0.2));
        }

        if (Accusers.TrueForAll(named => named.IsPresumed))
        {
            parts.Add(new ScorePart("whose office it is follows from the article only", -0.15));
        }

        if (cue.Kind is CueKind.Deed)
        {
            parts.Add(new ScorePart("the accuser is the source, not the verb's subject", -0.1));
        }

        return parts;
    }

    /// <summary>States named with "against" or "on" that neither accuse nor are accused.</summary>
    private List<string> Victims(SentenceReading sentence, RoleFinder roles) =>
        [.. roles.Groups
            .Where(group => sentence.Is(group.MarkToken, WordClass.Against))
            .SelectMany(group => group.Parties)
            .Select(party => party.Actor)
            .Where(actor => actor?.Country is not null && actor.Country != Accused?.Country)
            .Select(actor => actor!.Id)
            .Distinct()];
}
