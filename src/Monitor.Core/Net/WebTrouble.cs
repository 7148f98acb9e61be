namespace Monitor.Net;

/// <summary>Why there is no answer.</summary>
public enum WebTrouble
{
    /// <summary>Not a web address at all.</summary>
    BadAddress,
    AddressForbidden,
    NotPermitted,

    /// <summary>Whether it is permitted could not be learnt now: the site's robots.txt cannot be had.</summary>
    PermissionUnknown,
    RedirectForbidden,
    TooManyRedirects,

    /// <summary>Another request has the host's turn: nothing went wrong, and nothing was asked.</summary>
    HostBusy,

    /// <summary>A large document found no place in memory in time: nothing is wrong with it.</summary>
    NoPlace,
    NameUnknown,
    NameServiceDown,
    ConnectionFailed,
    ConnectionBroken,
    Tls,
    TimedOut,
    TooLarge,
    BadEncoding,
}
