using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions reject</c>: an analyst's word that an attribution is wrong.</summary>
internal static class AttributionsReject
{
    public static Command Create()
    {
        var author = SharedOptions.Author();
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say which others go along: copies that say it in the same words." };
        return AttributionJudging.Command(
            "reject",
            "Say that an attribution is wrong, with the same sentence in copies: it counts for nothing, and those who were told get a correction, once.",
            [author, dryRun],
            async (db, register, id, parsed, stop) =>
            {
                var along = await AttributionRegister.GoingAlongAsync(db, id, stop);
                foreach (var one in along)
                {
                    Results.Say(
                        parsed, $"goes along: {one.Id}  {one.Article?.Outlet}: {one.Quote.ReplaceLineEndings(" ")}",
                        new { GoesAlong = one.Id, one.Article?.Outlet, one.Quote });
                }

                var isAsked = parsed.GetValue(dryRun) && await db.Set<Attribution>().AnyAsync(one => one.Id == id, stop);
                if (isAsked && along.Count == 0)
                {
                    Results.Say(parsed, "nothing goes along", new { GoesAlong = (long?)null });
                }

                return isAsked ? null
                    : await db.RejectAsync(register, id, parsed.GetRequiredValue(author), TimeProvider.System.GetUtcNow(), stop);
            },
            JudgementShape.Rejected);
    }
}
