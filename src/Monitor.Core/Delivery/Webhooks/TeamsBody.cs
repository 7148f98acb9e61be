using System.Text.Json.Nodes;
using Monitor.Delivery.Mail;

namespace Monitor.Delivery.Webhooks;

/// <summary>A message as the workflows of Teams take it: an adaptive card.</summary>
public static class TeamsBody
{
    private const int ActionTitleMax = 60;

    /// <param name="blocks">Lines of the card (<see cref="Block"/>).</param>
    /// <param name="links">Buttons below it; those that are no http(s) addresses are left out.</param>
    public static JsonObject Of(IEnumerable<JsonNode> blocks, IEnumerable<(string Title, string? Url)> links)
    {
        var actions =
            from link in links
            let url = MailHtml.WebAddress(link.Url)
            where url is not null
            select (JsonNode)new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = MailHtml.Plain(link.Title, ActionTitleMax), ["url"] = url };
        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    ["body"] = new JsonArray([.. blocks]),
                    ["actions"] = new JsonArray([.. actions]),
                },
            }),
        };
    }

    /// <summary>A line of plain text. Cards read Markdown: what could be a link or emphasis is taken out of the words of others.</summary>
    public static JsonObject Block(string text, string weight) => new()
    {
        ["type"] = "TextBlock",
        ["wrap"] = true,
        ["weight"] = weight,
        ["text"] = string.Concat(text.Select(character => character is '[' ? '(' : character is ']' ? ')' : character is '*' or '_' or '`' ? ' ' : character)),
    };
}
