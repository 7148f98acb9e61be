using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Incidents;

/// <summary>What one sentence tells of what happened, before it is known of which statement.</summary>
internal sealed record SentenceIncident(SentenceReading Words)
{
    /// <summary>What was hit, in order of appearance, each with the deed that hit it.</summary>
    public required IReadOnlyList<(Deed Deed, NounPhrase Phrase)> Hit { get; init; }

    public required IReadOnlyList<(Deed Deed, NounPhrase Phrase)> Hurt { get; init; }

    public required IReadOnlyList<Deed> Deeds { get; init; }

    public required TextSpan? Place { get; init; }

    public required TextSpan? Named { get; init; }

    public required (DateOnly From, DateOnly Until, int Token)? Time { get; init; }

    /// <summary>The target that was chosen for a statement.</summary>
    public NounPhrase? Target { get; init; }

    public string? State { get; init; }

    public string? Name { get; init; }

    public TextSpan? Means { get; init; }

    /// <summary>
    /// The same with the target of one statement: of the act that the statement names, else of any; what tells most, then what stands first.
    /// The accused and its own are no targets.
    /// </summary>
    public SentenceIncident For(Statement statement, TokenizedText text)
    {
        var act = statement.Act.Length == 0 ? -1 : text.Value.IndexOf(statement.Act, Words.Sentence.Span.Start, StringComparison.Ordinal);
        bool IsOfAct(Deed deed) => act >= 0 && text.Tokens[deed.First].Start >= act && text.Tokens[deed.End - 1].End <= act + statement.Act.Length;

        var target = Hit.Concat(Hurt)
            .Where(one => one.Phrase.State is null || one.Phrase.State != statement.AccusedCountry || statement.Polarity is Polarity.Denied)
            .OrderByDescending(one => one.Phrase.Weight + (IsOfAct(one.Deed) ? 2 : 0) - (one.Phrase.Number ? 1 : 0))
            .ThenBy(one => one.Phrase.First)
            .Select(one => one.Phrase)
            .FirstOrDefault();
        var deed = Deeds.Where(IsOfAct).Concat(Deeds).Select(one => (Deed?)one).FirstOrDefault();
        return this with
        {
            Target = target,
            State = target is null ? null : target.State ?? (target.IsOwn && statement.Polarity is not Polarity.Denied ? statement.AccuserCountry : null),
            Means = deed is { } means ? new TextSpan(text.Tokens[means.First].Start, text.Tokens[means.End - 1].End) : null,
        };
    }

    /// <param name="known">The id of a well-known incident that the sentence names.</param>
    public Incident? ToIncident(string? known)
    {
        var text = Words.Text;
        var evidence = new Dictionary<string, TextSpan>();
        string? Part(string name, TextSpan? span)
        {
            if (span is not { } words)
            {
                return null;
            }

            evidence[name] = words;
            return words.Of(text.Value);
        }

        var incident = new Incident
        {
            Target = Part("target", Target?.Span(text)),
            TargetClass = Target?.Class,
            OtherClasses = Target?.OtherClasses ?? [],
            TargetName = Target?.Name is var (first, end) ? new TextSpan(text.Tokens[first].Start, text.Tokens[end - 1].End).Of(text.Value) : null,
            TargetState = State,
            Place = Part("place", Place ?? (Target is { IsPlace: true } place ? place.Span(text) : null)),
            Name = known ?? Part("name", Named),
            Means = Part("means", Means),
            HappenedFrom = Time?.From,
            HappenedUntil = Time?.Until,
            Victims = Part("victims", Hurt.Count > 0 ? Hurt[0].Phrase.Span(text) : null),
            Evidence = evidence,
        };
        return evidence.Count > 0 || known is not null || Time is not null ? incident : null;
    }
}
