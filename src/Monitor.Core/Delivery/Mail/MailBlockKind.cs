namespace Monitor.Delivery.Mail;

/// <summary>What a paragraph of a mail is to its reader.</summary>
public enum MailBlockKind
{
    /// <summary>A word or two on a colored ground above a headline.</summary>
    Badge,

    /// <summary>A mark beside the badge: "you were alerted Mon 15:30".</summary>
    Mark,

    /// <summary>What an entry is about; a heading.</summary>
    Headline,

    /// <summary>What is new in it.</summary>
    News,

    /// <summary>Words of a report, with a block <see cref="Origin"/> behind them.</summary>
    Quote,

    /// <summary>Who said or wrote it, where and when.</summary>
    Origin,

    /// <summary>How a report begins.</summary>
    Lead,

    /// <summary>Small print.</summary>
    Small,
}
