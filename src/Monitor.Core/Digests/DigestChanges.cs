namespace Monitor.Digests;

/// <summary>Everything that changed between two numbers, for any subscriber: loaded once, chosen from for each.</summary>
public sealed record DigestChanges(long AfterSequence, long ToSequence, IReadOnlyList<ChangedEvent> Events, IReadOnlyList<ChangedStory> Stories);
