using System.Text.RegularExpressions;

namespace Monitor.Feeds.Addresses;

/// <summary>
/// Addresses of services that count a click and lead on, as far as the address itself carries where to: nobody has to be asked. Only those
/// that are known to do nothing else; a share button or an archive also carries an address, and is a page of its own.
/// </summary>
internal static partial class Redirectors
{
    private const int NestedMax = 3;

    // Host, path and the parameters that hold the target.
    private static readonly (Regex Host, string Path, string[] Parameters)[] Known =
    [
        (Google(), "/url", ["url", "q"]),
        (Google(), "/news/url", ["url"]),
        (Of("bing"), "/news/apiclick.aspx", ["url"]),
        (Of("facebook"), "/l.php", ["u"]),
        (Of("instagram"), "/", ["u"]),
        (Of("youtube"), "/redirect", ["q"]),
        (Of("reddit"), "/", ["url"]),
        (Of("tumblr"), "/redirect", ["z"]),
        (Of("vk"), "/away.php", ["to"]),
        (Of("linkedin"), "/redir/redirect", ["url"]),
        (SafeLinks(), "/", ["url"]),
    ];

    /// <summary>Where the address leads in the end; null when it leads nowhere but to itself.</summary>
    public static string? TargetOf(string? address)
    {
        string? target = null;
        for (var nested = 0; nested < NestedMax && Inside(target ?? address) is { } inside; nested++)
        {
            target = inside;
        }

        return target;
    }

    private static string? Inside(string? address)
    {
        if (address is null || !address.Contains('?', StringComparison.Ordinal) || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return null;
        }

        foreach (var (host, path, parameters) in Known)
        {
            if (uri.AbsolutePath == path && host.IsMatch(uri.Host))
            {
                return parameters.Select(name => Parameter(uri.Query, name)).FirstOrDefault(IsWebAddress);
            }
        }

        return null;
    }

    private static string? Parameter(string query, string name)
    {
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            if (pair.StartsWith(name, StringComparison.OrdinalIgnoreCase) && pair.Length > name.Length && pair[name.Length] == '=')
            {
                var value = pair[(name.Length + 1)..];
                return value.Contains("://", StringComparison.Ordinal) ? value : Uri.UnescapeDataString(value);
            }
        }

        return null;
    }

    private static bool IsWebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" && target.Host.Contains('.', StringComparison.Ordinal);

    private static Regex Of(string name) => new($@"^(?:[a-z0-9-]+\.)?{name}\.com$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"^(?:www\.|news\.)?google(?:\.[a-z]{2,3}){1,2}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Google();

    [GeneratedRegex(@"^[a-z0-9.-]+\.safelinks\.protection\.outlook\.com$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SafeLinks();
}
