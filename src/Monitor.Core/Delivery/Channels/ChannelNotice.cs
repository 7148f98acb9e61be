namespace Monitor.Delivery.Channels;

/// <summary>Something to tell by whatever channel: a digest, or a trouble of the machine. Each kind of channel gives it its own shape.</summary>
public sealed record ChannelNotice
{
    /// <summary>The key of the message.</summary>
    public required string Key { get; init; }

    /// <summary>What it is, for programs: "digest", "trouble".</summary>
    public required string Type { get; init; }

    /// <summary>For whom, by the subscriber's name.</summary>
    public required string Subscriber { get; init; }

    /// <summary>A line of plain text.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>In the order in which they are to be read.</summary>
    public required IReadOnlyList<NoticeItem> Items { get; init; }

    /// <summary>Goes before others.</summary>
    public bool IsUrgent { get; init; }
}

/// <summary>One thing that a notice tells: plain text, whatever characters it has.</summary>
/// <param name="Url">Where it can be read; null for nowhere.</param>
public sealed record NoticeItem(string Title, string? Url, string Text);
