using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Worker.Admin.Pages;
using Monitor.Worker.Admin.Rules;

namespace Monitor.Worker.Admin;

/// <summary>The address that the form of a rule asks while somebody types.</summary>
internal static class RuleLiveAddress
{
    public static void MapRuleLive(this WebApplication app) => app.MapPost(
        RuleLive.Path,
        async (HttpContext http, string? id, RuleLive live) =>
        {
            var post = new FormPost(await http.Request.ReadFormAsync(http.RequestAborted), http.User.Identity?.Name ?? "");
            var draft = RuleDraft.Of(post, string.IsNullOrEmpty(id) ? null : id);
            // A rule that is new has no id until somebody gives it one.
            var found = await live.LookAsync(draft.Id.Length == 0 ? draft with { Id = "draft" } : draft, http.RequestAborted);
            return new RazorComponentResult<RuleLiveView>(new Dictionary<string, object?> { [nameof(RuleLiveView.Live)] = found });
        }).RequireAuthorization(Policies.Analyst);
}
