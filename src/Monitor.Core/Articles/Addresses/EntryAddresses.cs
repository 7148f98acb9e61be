using System.Collections.Frozen;
using Monitor.Feeds.Polling;

namespace Monitor.Articles.Addresses;

/// <summary>
/// Addresses by which an entry is known again in its feed whose id has changed: without what comes and goes while the page stays. Only to
/// be believed together with the entry's instant or title: as identity of an article <see cref="CanonicalUrl"/> is the measure.
/// </summary>
public static class EntryAddresses
{
    private static readonly FrozenSet<string> SessionNames = new[]
    {
        "phpsessid", "jsessionid", "sid", "session", "sessionid", "session_id", "sess",
        "aspsessionid", "cfid", "cftoken", "zenid", "osc_sid", "token", "auth", "sig", "signature", "expires", "nonce",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // To some outlets the first ones are a number of their own: they count only beside the title.
    private static readonly FrozenSet<string> TimeNames = new[]
    {
        "t", "ts", "tm", "time", "timestamp", "now", "date", "d", "v", "r", "_", "rnd", "rand", "random",
        "cb", "cachebuster", "nocache", "no_cache", "refresh", "updated", "u",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static EntryAddress Of(string? address)
    {
        if (!CanonicalUrl.TryParse(address, out var url))
        {
            return default;
        }

        var bare = url.Value[(url.Value.IndexOf("://", StringComparison.Ordinal) + 3)..];
        bare = bare.StartsWith("www.", StringComparison.Ordinal) ? bare[4..] : bare;
        var end = bare.IndexOf('?', StringComparison.Ordinal);
        var path = Path(end < 0 ? bare : bare[..end]);
        var parameters = end < 0 ? [] : bare[(end + 1)..].Split('&');
        return new EntryAddress(Joined(path, parameters, SessionNames), Joined(path, parameters, SessionNames, TimeNames));
    }

    // "/story;jsessionid=1F3A" and a slash at the end.
    private static string Path(string path)
    {
        var session = path.IndexOf(";jsessionid=", StringComparison.OrdinalIgnoreCase);
        return (session < 0 ? path : path[..session]).TrimEnd('/');
    }

    private static string Joined(string path, string[] parameters, params ReadOnlySpan<FrozenSet<string>> without)
    {
        var kept = new List<string>();
        foreach (var parameter in parameters)
        {
            var isLeftOut = false;
            foreach (var names in without)
            {
                isLeftOut |= names.Contains(parameter.Split('=')[0]);
            }

            if (!isLeftOut)
            {
                kept.Add(parameter);
            }
        }

        return kept.Count == 0 ? path : $"{path}?{string.Join('&', kept)}";
    }
}
