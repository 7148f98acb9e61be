using Monitor.Tagging;
using Monitor.Worker.Admin.Rules;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api.Deeds;

/// <summary>Actors and lists of words changed by scripts: the same desk as the pages have.</summary>
internal static class BookApi
{
    public static void MapBook(this RouteGroupBuilder api)
    {
        Maps(api, "/actors/{id}", "actors", "Actor", "actor", BookItem.OfActor);
        Maps(api, "/lists/{id}", "lists", "List", "list", name => BookItem.Of(RuleFile.FileName, BookItem.ListPrefix + name));
    }

    private static void Maps(RouteGroupBuilder api, string address, string tag, string name, string word, Func<string, BookItem?> itemOf)
    {
        api.MapPut(address, (string id, HttpContext http, BookDesk desk, CancellationToken stop) =>
            ApiBody.ThenAsync<SentItem>(http, async sent => itemOf(id) is not { } item ? Problems.NotFound($"{word} {id}")
                : RulesApi.ReasonFault(sent.Reason) ?? TooLong(sent.Body) ?? RulesApi.Answered(
                    $"{word} {id}", await desk.SaveAsync(item, sent.Body, sent.Version, ApiCaller.AuthorOf(http), sent.Reason.Trim(), stop))))
            .WithTags(tag).Takes<SentItem>().Does<RulesApi.RuleSavedShape>($"save{name}", $"Saves one {word} as YAML, makes one, or removes it (no body)");
        api.MapPost($"{address}/undo", (string id, HttpContext http, BookDesk desk, CancellationToken stop) =>
            ApiBody.ThenAsync<SentUndo>(http, async sent => itemOf(id) is not { } item ? Problems.NotFound($"{word} {id}")
                : RulesApi.ReasonFault(sent.Reason) ?? RulesApi.Answered(
                    $"{word} {id}", await desk.UndoAsync(item, sent.Version, ApiCaller.AuthorOf(http), sent.Reason.Trim(), stop))))
            .WithTags(tag).Takes<SentUndo>()
            .Does<RulesApi.RuleSavedShape>($"undo{name}", $"Goes back to the {word}'s version before, as a further version");
    }

    private static IResult? TooLong(string? body) =>
        body?.Length > BookDesk.BodyCharactersMax ? Problems.BadRequest($"\"body\" has at most {BookDesk.BodyCharactersMax:N0} characters") : null;

    /// <param name="Body">YAML, as its file has it; null to remove it.</param>
    /// <param name="Version">The version that this one changes; 0 for a new one.</param>
    private sealed record SentItem(string? Body, int Version, string Reason);

    /// <param name="Version">The newest version that the author saw.</param>
    private sealed record SentUndo(int Version, string Reason);
}
