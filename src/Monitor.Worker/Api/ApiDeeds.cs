using System.Data;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Api;

/// <summary>Deeds as the API does and answers them. What they are stands in the library: pages and commands call the same.</summary>
internal static class ApiDeeds
{
    private const int TriesMax = 3;

    /// <param name="of">What it was done to; null where the words say it.</param>
    public static IResult Answer(DeedOutcome deed, DeedTarget? of = null) => deed switch
    {
        DeedOutcome.Done done => Done(DeedShape.From(done, of)),
        DeedOutcome.Missing missing => Problems.Of(StatusCodes.Status404NotFound, missing.Why),
        DeedOutcome.Refused refused => Problems.Conflict(refused.Why),
        DeedOutcome.Unusable unusable => Unusable(FieldOf(unusable.Field), unusable.Why),
        _ => throw new InvalidOperationException(),
    };

    private static IResult Unusable(string field, string why) => Problems.Of(
        StatusCodes.Status422UnprocessableEntity, field.Length == 0 ? why : $"{field}: {why}", new Dictionary<string, object?> { ["field"] = field });

    /// <summary>Deeds name fields as options of commands: "time-zone" is timeZone here.</summary>
    private static string FieldOf(string option) =>
        string.Concat(option.Split('-').Select((word, i) => i == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>What a deed answers, in the shape that commands print.</summary>
    public static IResult Done<T>(T shape) => Results.Json(shape, JsonLines.Options);

    /// <summary>
    /// Does a deed; where If-Match says how the caller saw the thing, only if it is still so. Both are one transaction: of two who saw the same,
    /// one changes it and the other hears of it, whichever way the first one came.
    /// </summary>
    /// <param name="current">The thing as the API shows it, read by the context; null where it is no more.</param>
    public static async Task<IResult> AsSeenAsync(
        HttpContext http, MonitorDbContext db, Func<Task<object?>> current, Func<Task<IResult>> deed, CancellationToken stop)
    {
        if (http.Request.Headers.IfMatch.Count == 0)
        {
            return await deed();
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                // PostgreSQL refuses to write what another one has changed since the transaction began; SQLite lets one write at a time.
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
                var answer = await EntityTags.RefusalAsync(http, current) ?? await deed();
                if (answer is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest })
                {
                    await transaction.CommitAsync(stop);
                }

                return answer;
            }
            catch (Exception fault) when (tries < TriesMax && DatabaseFault.IsOvertaken(fault))
            {
                // Looked at once more: if it was this thing that changed, the caller is told.
                db.ChangeTracker.Clear();
            }
        }
    }
}
