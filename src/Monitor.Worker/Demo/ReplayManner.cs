namespace Monitor.Worker.Demo;

/// <summary>How an outlet's server behaves; archives hold well-behaved ones, the demo one of each kind.</summary>
public enum ReplayManner
{
    Plain,

    /// <summary>The feed has a new address: 301.</summary>
    Moved,

    /// <summary>Asks once for half an hour of rest: 429 with Retry-After.</summary>
    Busy,

    /// <summary>Answers with an error page instead of a feed.</summary>
    Broken,
}
