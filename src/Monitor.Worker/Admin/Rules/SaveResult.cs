using Monitor.Config;

namespace Monitor.Worker.Admin.Rules;

/// <summary>What became of a change.</summary>
public abstract record SaveResult
{
    private SaveResult() { }

    public sealed record Saved(int Version) : SaveResult;

    /// <summary>It is no rule, or breaks pinned examples.</summary>
    public sealed record Refused(RuleCheck Check) : SaveResult;

    /// <summary>Somebody saved meanwhile: the version that was changed is no longer the newest.</summary>
    /// <param name="Edited">The version that the author saw; null for a new rule.</param>
    public sealed record Conflict(ConfigVersion? Edited, ConfigVersion Newest) : SaveResult;

    /// <summary>There is no such rule.</summary>
    public sealed record Unknown : SaveResult;
}
