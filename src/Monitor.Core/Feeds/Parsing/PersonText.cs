namespace Monitor.Feeds.Parsing;

/// <summary>A person written as one text: "ada@example.org (Ada Example)", "Ada Example &lt;ada@example.org&gt;", "Ada Example".</summary>
internal static class PersonText
{
    /// <summary>The name without the mail address, as a byline shows it; the address where there is no name.</summary>
    public static string? Name(string? text)
    {
        if (text is null || !text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        var open = text.AsSpan().IndexOfAny('(', '<');
        var close = text.AsSpan().LastIndexOfAny(')', '>');
        if (open < 0 || close < open)
        {
            return text;
        }

        var outside = $"{text[..open]} {text[(close + 1)..]}".Trim();
        var inside = text[(open + 1)..close].Trim();
        var name = inside.Contains('@', StringComparison.Ordinal) ? outside : inside;
        return name.Length > 0 ? name.Trim('"') : text;
    }
}
