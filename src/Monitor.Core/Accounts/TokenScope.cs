namespace Monitor.Accounts;

/// <summary>What a token may be used for, at most: never for more than its account may.</summary>
public enum TokenScope
{
    /// <summary>What a viewer may.</summary>
    Read,

    /// <summary>What an analyst may.</summary>
    Write,

    /// <summary>What an admin may.</summary>
    Admin,
}
