namespace Monitor.Digests.Changes;

/// <summary>An article of a story with something new, as digests look at it.</summary>
public sealed record ChangedArticle
{
    public required long Id { get; init; }

    public required string Outlet { get; init; }

    public required string Title { get; init; }

    public required string? Url { get; init; }

    /// <summary>Its first paragraphs that say something.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required DateTimeOffset AppearedAt { get; init; }

    public required DateTimeOffset CollectedAt { get; init; }

    public required string? Language { get; init; }

    public required long CopyGroup { get; init; }

    /// <summary>It copies no other article of the story.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>It counts as a report: long enough, and no round-up.</summary>
    public required bool IsReport { get; init; }

    /// <summary>It came since the last digest, and is news.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Of its outlet: 1 is usual.</summary>
    public required int Weight { get; init; }

    public required IReadOnlySet<string> TopicIds { get; init; }

    /// <summary>Whom it names, with everything they belong to.</summary>
    public required IReadOnlySet<string> Actors { get; init; }

    /// <summary>Who accuses whom in it.</summary>
    public required IReadOnlyList<Accusation> Accusations { get; init; }
}

/// <summary>One attribution, for filters: both with everything they belong to.</summary>
public sealed record Accusation(IReadOnlySet<string> Accusers, IReadOnlySet<string> Accused);
