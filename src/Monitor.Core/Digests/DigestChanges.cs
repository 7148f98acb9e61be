using Monitor.AttributionEvents.Summaries;

namespace Monitor.Digests;

/// <summary>Everything that changed between two numbers, for any subscriber: loaded once, chosen from for each.</summary>
public sealed record DigestChanges(long AfterSequence, long ToSequence, IReadOnlyList<ChangedEvent> Events, IReadOnlyList<ChangedStory> Stories);

/// <summary>An attribution event with something new.</summary>
/// <param name="Actors">Accusers and accused with everything they belong to.</param>
/// <param name="Languages">Of the articles that state it.</param>
public sealed record ChangedEvent(
    long Id, EventSummary Summary, IReadOnlySet<string> Actors, IReadOnlySet<string> Outlets, IReadOnlyList<string> Languages);
