using System.Text.Json.Serialization;
using Monitor.Backtests;
using Monitor.Storage;
using Monitor.Worker.Admin.Rules;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api;

/// <summary>The rules for scripts: the same desk as the pages have, as JSON. docs/rules.md lists the addresses.</summary>
internal static class RulesApi
{
    public static void MapRules(this RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/rules");
        rules.MapGet("", async (RuleDesk desk, CancellationToken cancellationToken) => Answer((await desk.ListAsync(cancellationToken)).Select(Shown)));
        rules.MapGet("/{id}", OneAsync);
        rules.MapPost("/{id}/draft", TryAsync);
        rules.MapPut("/{id}", SaveAsync);
        rules.MapPost("/{id}/undo", UndoAsync);
        rules.MapPost("/{id}/labels", LabelAsync);
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, RuleDesk desk, CancellationToken cancellationToken) =>
        EntityTags.Item(http, await FoundAsync(id, desk, cancellationToken), $"rule {id}");

    private static async Task<object?> FoundAsync(string id, RuleDesk desk, CancellationToken cancellationToken)
    {
        var history = await desk.HistoryAsync(id, cancellationToken);
        if (history.Count == 0)
        {
            return null;
        }

        var saved = (await desk.ListAsync(cancellationToken)).FirstOrDefault(rule => rule.Rule.Id == id);
        return new
        {
            rule = saved is null ? null : Shown(saved),
            history = history.Select(version => new { version.Number, version.Author, version.At, version.Reason, version.Body }),
        };
    }

    private static async Task<IResult> TryAsync(string id, HttpRequest request, RuleDesk desk, RuleTries tries, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ReadAsync<SentDraft>(request, cancellationToken);
        if (sent is null)
        {
            return refusal!;
        }

        var draft = sent.Draft(id);
        var check = await desk.CheckAsync(draft, cancellationToken);
        var test = check.Faults.Count == 0 ? await tries.TestAsync(draft, sent.Overlaps, null, cancellationToken) : null;
        return check.Faults.Count == 0
            ? Answer(new { check.Faults, brokenExamples = check.Broken, check.Advice, report = test?.Report })
            : Unfit("it does not compile: see the faults", check);
    }

    private static async Task<IResult> SaveAsync(string id, HttpRequest request, RuleDesk desk, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ReadAsync<SentRule>(request, cancellationToken);
        return sent is null ? refusal!
            : ReasonFault(sent.Reason)
                ?? await EntityTags.RefusalAsync(request.HttpContext, () => FoundAsync(id, desk, cancellationToken))
                ?? Answer(id, await desk.SaveAsync(sent.Draft(id), sent.Version, AuthorOf(request), sent.Reason.Trim(), cancellationToken));
    }

    private static async Task<IResult> UndoAsync(string id, HttpRequest request, RuleDesk desk, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ReadAsync<SentUndo>(request, cancellationToken);
        return sent is null ? refusal!
            : ReasonFault(sent.Reason)
                ?? await EntityTags.RefusalAsync(request.HttpContext, () => FoundAsync(id, desk, cancellationToken))
                ?? Answer(id, await desk.UndoAsync(id, sent.Version, AuthorOf(request), sent.Reason.Trim(), cancellationToken));
    }

    private static async Task<IResult> LabelAsync(
        string id, HttpRequest request, RuleDesk desk, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ReadAsync<SentLabel>(request, cancellationToken);
        if (sent is null)
        {
            return refusal!;
        }

        if ((await desk.HistoryAsync(id, cancellationToken)).Count == 0)
        {
            return NoRule(id);
        }

        await using var db = contexts.CreateDbContext();
        return await RuleLabels.SetAsync(db, id, sent.Article, sent.Right, AuthorOf(request), clock.GetUtcNow(), cancellationToken)
            ? Answer(sent)
            : Problems.NotFound($"article {sent.Article}");
    }

    private static IResult Answer(string id, SaveResult result) => result switch
    {
        SaveResult.Saved saved => Answer(new { saved.Version }),
        SaveResult.Refused refused => Unfit("not saved: see the faults and the broken examples", refused.Check),
        SaveResult.Conflict conflict => Problems.Of(
            StatusCodes.Status409Conflict, $"{conflict.Newest.Author} saved version {conflict.Newest.Number} meanwhile", new Dictionary<string, object?>
            {
                ["newest"] = new { conflict.Newest.Number, conflict.Newest.Author, conflict.Newest.At, conflict.Newest.Reason, conflict.Newest.Body },
                ["difference"] = LineDiff.Of(conflict.Edited?.Body, conflict.Newest.Body).Select(line => $"{line.Sign} {line.Text}"),
            }),
        _ => NoRule(id),
    };

    /// <summary>The body, without null in its lists, which the reader of JSON lets through.</summary>
    private static async Task<(TBody? Body, IResult? Refusal)> ReadAsync<TBody>(HttpRequest request, CancellationToken cancellationToken)
        where TBody : class
    {
        var (body, refusal) = await ApiBody.ReadAsync<TBody>(request, cancellationToken);
        return body is SentDraft { HoldsNull: true } ? (null, ApiBody.Refused("null stands where a text must")) : (body, refusal);
    }

    private static object Shown(SavedRule saved)
    {
        var draft = RuleDraft.Of(saved.Rule);
        return new
        {
            draft.Id,
            draft.Topic,
            draft.Name,
            draft.When,
            draft.Suppress,
            draft.MustHit,
            draft.MustNotHit,
            version = saved.Version.Number,
            saved.Version.Author,
            saved.Version.At,
            saved.Version.Reason,
        };
    }

    private static IResult Unfit(string detail, RuleCheck check) => Problems.Of(
        StatusCodes.Status422UnprocessableEntity,
        detail,
        new Dictionary<string, object?> { ["faults"] = check.Faults, ["brokenExamples"] = check.Broken, ["advice"] = check.Advice });

    private static string AuthorOf(HttpRequest request) => request.HttpContext.User.Identity!.Name!;

    private static IResult? ReasonFault(string reason) =>
        reason.Trim().Length is > 0 and <= RuleDesk.ReasonLettersMax ? null
        : Problems.BadRequest($"\"reason\" must say why, in at most {RuleDesk.ReasonLettersMax} characters");

    private static IResult NoRule(string id) => Problems.NotFound($"rule {id}");

    private static IResult Answer<T>(T value) => Results.Json(value, JsonLines.Options);

    private record SentDraft
    {
        public required string Name { get; init; }

        public required string When { get; init; }

        public string Topic { get; init; } = "";

        public IReadOnlyList<string> Suppress { get; init; } = [];

        public IReadOnlyList<string> MustHit { get; init; } = [];

        public IReadOnlyList<string> MustNotHit { get; init; } = [];

        /// <summary>Whether one of the lists holds null, which annotations do not keep out.</summary>
        [JsonIgnore]
        public bool HoldsNull => Suppress.Concat(MustHit).Concat(MustNotHit).Contains(null!);

        /// <summary>Also compare with the other rules.</summary>
        public bool Overlaps { get; init; }

        public RuleDraft Draft(string id) => new(id, Topic.Trim(), Name.Trim(), RuleDraft.Tidy(When), Suppress, MustHit, MustNotHit);
    }

    private sealed record SentRule : SentDraft
    {
        /// <summary>The version that this one changes; 0 for a new rule.</summary>
        public required int Version { get; init; }

        public required string Reason { get; init; }
    }

    private sealed record SentUndo(string Reason, int? Version = null);

    private sealed record SentLabel(long Article, bool Right);
}
