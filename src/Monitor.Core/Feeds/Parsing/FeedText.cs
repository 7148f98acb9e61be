using Monitor.Feeds.Html;

namespace Monitor.Feeds.Parsing;

/// <summary>A text of a feed as given, and whether it is HTML (decoded once) or plain text, in which "&lt;" is just a sign.</summary>
public sealed record FeedText(string Value, bool IsHtml)
{
    /// <summary>The text without markup, paragraphs separated by empty lines.</summary>
    public string ToPlainText() => IsHtml ? HtmlText.Of(Value) : Value;

    /// <summary>The text without markup on one line, as a title is shown.</summary>
    public string ToLine() => HtmlText.OnOneLine(ToPlainText());

    public override string ToString() => Value;
}
