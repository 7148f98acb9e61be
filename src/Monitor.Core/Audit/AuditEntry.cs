namespace Monitor.Audit;

/// <summary>One line of the audit log: who did what, to what, when and why. Written with the deed, never changed.</summary>
public sealed class AuditEntry
{
    public const int WhoCharactersMax = 100;
    public const int ObjectCharactersMax = 200;
    public const int StateCharactersMax = 2_000;
    public const int WhyCharactersMax = 500;

    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The account's name; on the command line the name that the author gave or is signed in with; <c>reader:NAME</c> for a reader.</summary>
    public required string Who { get; set; }

    public required Deed Deed { get; set; }

    /// <summary>What it was done to, as its kind and its number or name: <c>feed 12</c>, <c>topics.yaml topics/sanctions</c>.</summary>
    public required string Object { get; set; }

    /// <summary>What it was before; null where the deed says it all.</summary>
    public string? Before { get; set; }

    /// <summary>What it was made.</summary>
    public string? After { get; set; }

    /// <summary>The reason that was given; empty where none was.</summary>
    public string Why { get; set; } = "";
}
