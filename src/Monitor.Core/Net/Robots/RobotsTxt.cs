using System.Text;

namespace Monitor.Net.Robots;

/// <summary>
/// What a host's robots.txt allows one robot (RFC 9309): the groups that name it, else the group for all; the longest matching rule
/// wins, and allow wins over disallow of the same length.
/// </summary>
public sealed class RobotsTxt
{
    /// <summary>What lies behind is not read; the RFC asks for at least 500 KiB.</summary>
    public const int BytesMax = 512 * 1024;

    private const int RulesMax = 10_000;
    private const int PatternCharactersMax = 2_000;

    private readonly IReadOnlyList<Rule> _rules;

    private RobotsTxt(IReadOnlyList<Rule> rules)
    {
        _rules = rules;
    }

    public static RobotsTxt AllowAll { get; } = new([]);

    public static RobotsTxt DisallowAll { get; } = new([new Rule("/", IsAllow: false)]);

    /// <param name="robot">The product token of our User-Agent.</param>
    public static RobotsTxt Parse(ReadOnlySpan<byte> body, string robot)
    {
        ArgumentNullException.ThrowIfNull(robot);
        var named = new List<Rule>();
        var general = new List<Rule>();
        var isNamed = false;
        var (appliesToUs, appliesToAll, inRules) = (false, false, false);
        foreach (var line in Encoding.UTF8.GetString(body[..Math.Min(body.Length, BytesMax)]).TrimStart('\uFEFF').EnumerateLines())
        {
            var (name, value) = Directive(line);
            if (name.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                // Several user-agent lines head one group; the first one after rules begins the next.
                (appliesToUs, appliesToAll) = inRules ? (false, false) : (appliesToUs, appliesToAll);
                inRules = false;
                appliesToAll |= value is "*";
                appliesToUs |= value.Equals(robot, StringComparison.OrdinalIgnoreCase);
                isNamed |= appliesToUs;
            }
            else if (name.Equals("allow", StringComparison.OrdinalIgnoreCase) || name.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            {
                inRules = true;
                var isUseful = value.Length is > 0 and <= PatternCharactersMax;
                var rule = new Rule(value.ToString(), name.Equals("allow", StringComparison.OrdinalIgnoreCase));
                AddIf(isUseful && appliesToUs, named, rule);
                AddIf(isUseful && appliesToAll, general, rule);
            }
        }

        return new RobotsTxt(isNamed ? named : general);
    }

    /// <summary>Whether the page may be fetched.</summary>
    public bool Allows(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var path = address.PathAndQuery;
        if (path == "/robots.txt")
        {
            return true;
        }

        var (length, allows) = (-1, true);
        foreach (var rule in _rules)
        {
            if (rule.Pattern.Length >= length && Matches(rule.Pattern, path))
            {
                allows = rule.Pattern.Length > length ? rule.IsAllow : allows || rule.IsAllow;
                length = rule.Pattern.Length;
            }
        }

        return allows;
    }

    private static void AddIf(bool condition, List<Rule> rules, Rule rule)
    {
        if (condition && rules.Count < RulesMax)
        {
            rules.Add(rule);
        }
    }

    private static (string Name, string Value) Directive(ReadOnlySpan<char> line)
    {
        var comment = line.IndexOf('#');
        var text = comment < 0 ? line : line[..comment];
        var colon = text.IndexOf(':');
        return colon < 0 ? ("", "") : (text[..colon].Trim().ToString(), text[(colon + 1)..].Trim().ToString());
    }

    /// <summary>
    /// Whether the path begins with the pattern, in which * stands for anything and a final $ for the end. Each piece between stars is
    /// taken where it fits first: that suffices, and takes no more than length times length steps.
    /// </summary>
    private static bool Matches(string pattern, string path)
    {
        var isAnchored = pattern.EndsWith('$');
        var pieces = (isAnchored ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var position = pieces[0].Length;
        for (var index = 1; index < pieces.Length; index++)
        {
            var isLast = index == pieces.Length - 1;
            if (isLast && isAnchored)
            {
                return path.Length - position >= pieces[index].Length && path.EndsWith(pieces[index], StringComparison.Ordinal);
            }

            var found = path.IndexOf(pieces[index], position, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            position = found + pieces[index].Length;
        }

        return !isAnchored || position == path.Length;
    }

    private sealed record Rule(string Pattern, bool IsAllow);
}
