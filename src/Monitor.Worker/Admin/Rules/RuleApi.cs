using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Backtests;
using Monitor.Storage;
using Monitor.Worker.Json;

namespace Monitor.Worker.Admin.Rules;

/// <summary>The rules for scripts: the same desk as the pages have, as JSON. README.md lists the addresses.</summary>
internal static class RuleApi
{
    private static readonly JsonSerializerOptions Json = new(JsonLines.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static void MapRuleApi(this WebApplication app)
    {
        var rules = app.MapGroup(Access.ApiPath + "/rules");
        rules.MapGet("/", async (RuleDesk desk, CancellationToken cancellationToken) => Answer((await desk.ListAsync(cancellationToken)).Select(Shown)))
            .RequireAuthorization(Policies.Viewer);
        rules.MapGet("/{id}", OneAsync).RequireAuthorization(Policies.Viewer);
        rules.MapPost("/{id}/draft", TryAsync).RequireAuthorization(Policies.Analyst);
        rules.MapPut("/{id}", SaveAsync).RequireAuthorization(Policies.Analyst);
        rules.MapPost("/{id}/undo", UndoAsync).RequireAuthorization(Policies.Analyst);
        rules.MapPost("/{id}/labels", LabelAsync).RequireAuthorization(Policies.Analyst);
    }

    private static async Task<IResult> OneAsync(string id, RuleDesk desk, CancellationToken cancellationToken)
    {
        var history = await desk.HistoryAsync(id, cancellationToken);
        if (history.Count == 0)
        {
            return NoRule(id);
        }

        var saved = (await desk.ListAsync(cancellationToken)).FirstOrDefault(rule => rule.Rule.Id == id);
        return Answer(new
        {
            rule = saved is null ? null : Shown(saved),
            history = history.Select(version => new { version.Number, version.Author, version.At, version.Reason, version.Body }),
        });
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
        return Answer(
            new { check.Faults, brokenExamples = check.Broken, check.Advice, report = test?.Report },
            check.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SaveAsync(string id, HttpRequest request, RuleDesk desk, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ReadAsync<SentRule>(request, cancellationToken);
        return sent is null ? refusal!
            : ReasonFault(sent.Reason)
                ?? Answer(id, await desk.SaveAsync(sent.Draft(id), sent.Version, AuthorOf(request), sent.Reason.Trim(), cancellationToken));
    }

    private static async Task<IResult> UndoAsync(string id, HttpRequest request, RuleDesk desk, CancellationToken cancellationToken)
    {
        var (sent, refusal) = await ReadAsync<SentUndo>(request, cancellationToken);
        return sent is null ? refusal!
            : ReasonFault(sent.Reason) ?? Answer(id, await desk.UndoAsync(id, sent.Version, AuthorOf(request), sent.Reason.Trim(), cancellationToken));
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
            : Fault($"there is no article {sent.Article}", StatusCodes.Status404NotFound);
    }

    private static IResult Answer(string id, SaveResult result) => result switch
    {
        SaveResult.Saved saved => Answer(new { saved.Version }),
        SaveResult.Refused refused => Answer(
            new
            {
                error = "not saved",
                refused.Check.Faults,
                brokenExamples = refused.Check.Broken,
                refused.Check.Advice,
            }, StatusCodes.Status422UnprocessableEntity),
        SaveResult.Conflict conflict => Answer(
            new
            {
                error = $"{conflict.Newest.Author} saved version {conflict.Newest.Number} meanwhile",
                newest = new { conflict.Newest.Number, conflict.Newest.Author, conflict.Newest.At, conflict.Newest.Reason, conflict.Newest.Body },
                difference = LineDiff.Of(conflict.Edited?.Body, conflict.Newest.Body).Select(line => $"{line.Sign} {line.Text}"),
            },
            StatusCodes.Status409Conflict),
        _ => NoRule(id),
    };

    /// <summary>The body of a request; a field that is misspelt is refused, not passed over.</summary>
    private static async Task<(TBody? Body, IResult? Refusal)> ReadAsync<TBody>(HttpRequest request, CancellationToken cancellationToken)
        where TBody : class
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<TBody>(request.Body, Json, cancellationToken);
            return body is null || body is SentDraft { HoldsNull: true }
                ? (null, Fault("the body is not as expected: null stands where a text or an object must", StatusCodes.Status400BadRequest))
                : (body, null);
        }
        catch (JsonException fault)
        {
            return (null, Fault($"the body is not as expected: {fault.Message}", StatusCodes.Status400BadRequest));
        }
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

    private static string AuthorOf(HttpRequest request) => request.HttpContext.User.Identity!.Name!;

    private static IResult? ReasonFault(string reason) =>
        reason.Trim().Length is > 0 and <= RuleDesk.ReasonLettersMax ? null
        : Fault($"\"reason\" must say why, in at most {RuleDesk.ReasonLettersMax} characters", StatusCodes.Status400BadRequest);

    private static IResult NoRule(string id) => Fault($"there is no rule {id}", StatusCodes.Status404NotFound);

    private static IResult Fault(string error, int status) => Answer(new { error }, status);

    private static IResult Answer<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, Json, statusCode: status);

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
