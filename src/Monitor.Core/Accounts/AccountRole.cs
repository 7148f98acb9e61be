namespace Monitor.Accounts;

/// <summary>What an account is for. Each may do all that those before it may; which deed asks for which stands in the worker's <c>Policies</c>.</summary>
public enum AccountRole
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Judges and steers what is monitored and for whom.</summary>
    Analyst,

    /// <summary>Decides who may do what, and how the machine runs.</summary>
    Admin,
}
