namespace Monitor.Digests.Changes;

/// <summary>Everything that changed in some spans, for any subscriber: loaded once, chosen from for each.</summary>
public sealed record DigestChanges(ChangeSpans Spans, IReadOnlyList<ChangedEvent> Events, IReadOnlyList<ChangedStory> Stories);
