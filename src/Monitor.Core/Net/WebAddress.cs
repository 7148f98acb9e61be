using System.Net;

namespace Monitor.Net;

/// <summary>Rules for addresses before anything is resolved.</summary>
public static class WebAddress
{
    /// <summary>Why the address cannot be fetched whatever it leads to; null when it can.</summary>
    public static string? Refusal(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            return $"only http and https are fetched, not {(address.IsAbsoluteUri ? address.Scheme : "a relative address")}";
        }

        return HostOf(address).Length is 0 or > 255 ? "the address has no host, or none that a name server knows" : null;
    }

    /// <summary>
    /// The host in lower case and ASCII: the key of its budget. Empty where a name has signs that IDN forbids (U+FFFD, U+2028): addresses are
    /// made of such names, and only asking for their ASCII form shows it.
    /// </summary>
    public static string HostOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            return address.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    public static bool IsSameOrigin(Uri one, Uri other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Scheme == other.Scheme && one.Port == other.Port && HostOf(one) == HostOf(other);
    }

    /// <summary>User and password of an address, which are never part of a request line; null where it has none.</summary>
    public static NetworkCredential? CredentialsOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.UserInfo.Length == 0)
        {
            return null;
        }

        var parts = address.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    /// <summary>The address without user, password and fragment.</summary>
    public static Uri WithoutCredentials(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.UserInfo.Length == 0 && address.Fragment.Length == 0
            ? address
            : new UriBuilder(address) { UserName = "", Password = "", Fragment = "" }.Uri;
    }
}
