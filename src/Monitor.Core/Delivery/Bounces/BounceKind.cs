namespace Monitor.Delivery.Bounces;

/// <summary>What became of the mail that a report is about.</summary>
public enum BounceKind
{
    /// <summary>Nobody has the address.</summary>
    NoSuchUser,

    /// <summary>Refused for good, for another reason.</summary>
    Refused,

    /// <summary>Not delivered yet, or given up after something that may pass: a full disk, a server that did not answer.</summary>
    Passing,
}
