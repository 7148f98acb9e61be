namespace Monitor.Accounts;

/// <summary>
/// What came of a change that somebody asked for, in words for who asked. Commands, pages and the API call the same deeds; each is one commit and
/// answers one of these.
/// </summary>
public abstract record DeedOutcome
{
    private DeedOutcome()
    {
    }

    /// <summary>The words, whatever came of it: without capital and full stop.</summary>
    public abstract string Says { get; }

    /// <summary>It is done.</summary>
    /// <param name="Told">What happened.</param>
    public sealed record Done(string Told) : DeedOutcome
    {
        /// <summary>The number of what was made; null where nothing new was.</summary>
        public long? Number { get; init; }

        /// <summary>What was left out of it, a line each.</summary>
        public IReadOnlyList<string> LeftOut { get; init; } = [];

        public override string Says => Told;
    }

    /// <summary>Nothing is changed: it cannot be done as things stand.</summary>
    public sealed record Refused(string Why) : DeedOutcome
    {
        public override string Says => Why;
    }

    /// <summary>Nothing is changed: what was given cannot be used.</summary>
    /// <param name="Field">Which of what was given; empty for the whole.</param>
    public sealed record Unusable(string Field, string Why) : DeedOutcome
    {
        public override string Says => Field.Length == 0 ? Why : $"{Field}: {Why}";
    }

    /// <summary>Nothing is changed: there is no such thing.</summary>
    public sealed record Missing(string Why) : DeedOutcome
    {
        public override string Says => Why;
    }
}
