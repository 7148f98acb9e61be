using Monitor.Worker.Admin.Rules;

namespace Monitor.Worker.Admin;

/// <summary>Where the pages show what a line of the audit log is about.</summary>
internal static class AuditLinks
{
    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        ["feed"] = "/feeds/",
        ["story"] = "/stories/",
        ["event"] = "/attributions/",
        ["subscriber"] = "/subscribers/",
        ["rule"] = "/rules/",
        ["topics.yaml"] = "/rules/",
    };

    /// <summary>The page of "feed 12"; null for what has none of its own.</summary>
    public static string? Of(string @object)
    {
        var (kind, name) = @object.Split(' ', 2) is [var first, var second] ? (first, second) : ("", "");
        if (BookItem.Of(kind, name) is { } item)
        {
            return item.Address;
        }

        var isNumbered = kind is "feed" or "story" or "event";
        return !Pages.TryGetValue(kind, out var page) || (isNumbered && !name.All(char.IsAsciiDigit)) ? null
            : page + Uri.EscapeDataString(isNumbered ? name : name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
    }
}
