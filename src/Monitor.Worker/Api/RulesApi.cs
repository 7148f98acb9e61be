using Monitor.Backtests;
using Monitor.Storage;
using Monitor.Tagging;
using Monitor.Worker.Admin.Rules;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>The rules for scripts: the same desk as the pages have, as JSON. docs/rules.md lists the addresses.</summary>
internal static class RulesApi
{
    public static void MapRules(this RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("rules");
        rules.MapGet("", async ([AsParameters] PageParameters asked, RuleDesk desk, CancellationToken cancellationToken) =>
            ApiLists.InOrder("rules", await desk.ListAsync(cancellationToken), asked, Shown))
            .Lists<RuleShape>("listRules", "The saved rules, in the order of their file");
        rules.MapGet("/{id}", OneAsync).Shows<RuleHistoryShape>("getRule", "A rule with all its versions");
        rules.MapPost("/{id}/draft", TryAsync).Takes<SentDraft>()
            .Does<RuleTrialShape>("tryRule", "Checks a draft, and tries it on the stored articles; nothing is saved");
        rules.MapPut("/{id}", SaveAsync).Takes<SentRule>().AsSeen().Does<RuleSavedShape>("saveRule", "Saves a rule, or makes one");
        rules.MapPost("/{id}/undo", UndoAsync).Takes<SentUndo>().AsSeen()
            .Does<RuleSavedShape>("undoRule", "Goes back to the version before, as a further version");
        rules.MapPost("/{id}/labels", LabelAsync).Takes<SentLabel>().Does<SentLabel>("labelHit", "Says whether the rule is right about an article");
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
        return new RuleHistoryShape(saved is null ? null : Shown(saved), [.. history.Select(RuleHistoryShape.VersionOf)]);
    }

    private static async Task<IResult> TryAsync(string id, HttpRequest request, RuleDesk desk, RuleTries tries, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ApiBody.ReadAsync<SentDraft>(request, cancellationToken);
        if (sent is null)
        {
            return refusal!;
        }

        var draft = sent.Draft(id);
        var check = await desk.CheckAsync(draft, cancellationToken);
        var test = check.Faults.Count == 0 ? await tries.TestAsync(draft, sent.Overlaps, null, cancellationToken) : null;
        return check.Faults.Count == 0
            ? Answer(new RuleTrialShape(check.Faults, check.Broken, check.Advice, test?.Report))
            : Unfit("it does not compile: see the faults", check);
    }

    private static async Task<IResult> SaveAsync(string id, HttpRequest request, RuleDesk desk, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ApiBody.ReadAsync<SentRule>(request, cancellationToken);
        return sent is null ? refusal!
            : ReasonFault(sent.Reason)
                ?? await EntityTags.RefusalAsync(request.HttpContext, () => FoundAsync(id, desk, cancellationToken))
                ?? Answered($"rule {id}", await desk.SaveAsync(sent.Draft(id), sent.Version, AuthorOf(request), sent.Reason.Trim(), cancellationToken));
    }

    private static async Task<IResult> UndoAsync(string id, HttpRequest request, RuleDesk desk, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ApiBody.ReadAsync<SentUndo>(request, cancellationToken);
        return sent is null ? refusal!
            : ReasonFault(sent.Reason)
                ?? await EntityTags.RefusalAsync(request.HttpContext, () => FoundAsync(id, desk, cancellationToken))
                ?? Answered($"rule {id}", await desk.UndoAsync(id, sent.Version, AuthorOf(request), sent.Reason.Trim(), cancellationToken));
    }

    private static async Task<IResult> LabelAsync(
        string id, HttpRequest request, RuleDesk desk, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ApiBody.ReadAsync<SentLabel>(request, cancellationToken);
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

    /// <param name="what">Rule 7, actor country:CN.</param>
    internal static IResult Answered(string what, SaveResult result) => result switch
    {
        SaveResult.Saved saved => Answer(new RuleSavedShape(saved.Version)),
        SaveResult.Refused refused => Unfit("not saved: see the faults and the broken examples", refused.Check),
        SaveResult.Conflict conflict => Problems.Of(
            StatusCodes.Status409Conflict, $"{conflict.Newest.Author} saved version {conflict.Newest.Number} meanwhile", new Dictionary<string, object?>
            {
                ["newest"] = RuleHistoryShape.VersionOf(conflict.Newest),
                ["difference"] = LineDiff.Of(conflict.Edited?.Body, conflict.Newest.Body).Select(line => $"{line.Sign} {line.Text}"),
            }),
        _ => Problems.NotFound(what),
    };

    private static RuleShape Shown(SavedRule saved) => RuleShape.Of(saved.Rule, saved.Version);

    private static IResult Unfit(string detail, RuleCheck check) => Problems.Of(
        StatusCodes.Status422UnprocessableEntity,
        detail,
        new Dictionary<string, object?> { ["faults"] = check.Faults, ["brokenExamples"] = check.Broken, ["advice"] = check.Advice });

    private static string AuthorOf(HttpRequest request) => request.HttpContext.User.Identity!.Name!;

    internal static IResult? ReasonFault(string reason) =>
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

    /// <summary>What came of a try; its report is null where the draft does not compile.</summary>
    private sealed record RuleTrialShape(
        IReadOnlyList<DraftFault> Faults, IReadOnlyList<BrokenExample> BrokenExamples, IReadOnlyList<string> Advice, BacktestReport? Report);

    /// <summary>The number of the version that was saved.</summary>
    internal sealed record RuleSavedShape(int Version);
}
