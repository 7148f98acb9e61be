namespace Monitor.Attributions.Cues;

/// <summary>What a word beside an office says of it.</summary>
internal enum OfficeMark
{
    None,

    /// <summary>"new", "acting": the office is held.</summary>
    Plain,

    /// <summary>"former": it is held no more.</summary>
    Former,

    /// <summary>"candidate", "shadow", "self-proclaimed": it is not held.</summary>
    Never,

    /// <summary>"of": whose office it is follows.</summary>
    Of,

    /// <summary>"was sworn in as": between a name and the office that it takes.</summary>
    Takes,

    /// <summary>"succeeding": who held the office until now follows.</summary>
    Replaces,
}
