using System.Text.Json.Nodes;
using Monitor.Delivery.Mail;

namespace Monitor.Delivery.Webhooks;

/// <summary>A message as Slack's incoming webhooks take it: a text, and blocks of its own markup.</summary>
public static class SlackBody
{
    /// <summary>Slack takes no more blocks in a message.</summary>
    public const int BlocksMax = 50;

    public static JsonObject Of(string subject, IEnumerable<string> sections)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var blocks = sections.Take(BlocksMax).Select(section => (JsonNode)new JsonObject
        {
            ["type"] = "section",
            ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = section },
        });
        return new JsonObject { ["text"] = Text(subject), ["blocks"] = new JsonArray([.. blocks]) };
    }

    /// <summary>Plain text: the three characters that mean something to Slack, wherever they stand, mean themselves.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    /// <summary>A link with its text; the text alone where the address is no http(s) address.</summary>
    public static string Link(string? url, string text)
    {
        var plain = Text(text).Replace("|", "/", StringComparison.Ordinal);
        return MailHtml.WebAddress(url) is { } address ? $"<{address.Replace("|", "%7C", StringComparison.Ordinal)}|{plain}>" : plain;
    }
}
