using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Monitor.Accounts;

namespace Monitor.Worker.Admin;

/// <summary>
/// The one place that says which role may do what. A page names one with <c>[Authorize(Policy = Policies.Admin)]</c>, an address of the API
/// with <c>RequireAuthorization(Policies.Analyst)</c>; what names none is <see cref="Viewer"/>'s.
/// <list type="table">
/// <item><term>viewer</term><description>reads pages, lists, exports and feeds out; has a password, a time zone and tokens to read with</description></item>
/// <item><term>analyst</term><description>judges (rules, actors, stories, attributions, names learnt, labels), and steers what is watched and for
/// whom (feeds, searches, subscribers, one mail or digest); reads mails as they were sent, and the audit log</description></item>
/// <item><term>admin</term><description>accounts and tokens of others, settings, what halts all mail</description></item>
/// </list>
/// A token may what its account may, and no more than its scope: read is a viewer's, write an analyst's, admin an admin's.
/// </summary>
public static class Policies
{
    /// <summary>
    /// Reading. What changes something (not GET, not HEAD) is an analyst's all the same, so that a form on a page of viewers needs no further
    /// word. Where the pages are open to read, everybody of this machine is a viewer, but
    /// not who comes with a token that is none: a script should hear of it.
    /// </summary>
    public const string Viewer = "viewer";

    public const string Analyst = "analyst";

    public const string Admin = "admin";

    /// <summary>What is one's own: whoever is signed in, whatever the role, also for changes.</summary>
    public const string Own = "own";

    /// <summary>The claim that says what a session or a token may do.</summary>
    internal const string RoleClaim = "role";

    /// <summary>What somebody may do; null for who is not signed in.</summary>
    public static AccountRole? RoleOf(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identity is { IsAuthenticated: true } && Enum.TryParse<AccountRole>(user.FindFirstValue(RoleClaim), out var role) ? role : null;
    }

    /// <summary>Whether somebody is signed in with this role or a higher one.</summary>
    public static bool May(ClaimsPrincipal user, AccountRole role) => RoleOf(user) >= role;

    /// <summary>The scope that a token needs at an address: read, write or admin.</summary>
    public static string ScopeOf(IEnumerable<object> metadata, string method)
    {
        var named = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).ToList();
        var isReading = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        return named.Contains(Admin) ? "admin" : named.Contains(Own) ? "read" : named.Contains(Analyst) || !isReading ? "write" : "read";
    }

    internal static void Add(AuthorizationBuilder builder, PagesAddress address)
    {
        foreach (var (name, role) in new[] { (Viewer, AccountRole.Viewer), (Analyst, AccountRole.Analyst), (Admin, AccountRole.Admin) })
        {
            builder.AddPolicy(name, Of(role, address));
        }

        builder.AddPolicy(Own, new AuthorizationPolicyBuilder().RequireAssertion(asked => May(asked.User, AccountRole.Viewer)).Build());
        builder.SetFallbackPolicy(Of(AccountRole.Viewer, address));
    }

    private static AuthorizationPolicy Of(AccountRole role, PagesAddress address) => new AuthorizationPolicyBuilder()
        .RequireAssertion(asked =>
        {
            var context = asked.Resource as HttpContext;
            var isReading = context is not null && Access.IsReading(context);
            var needed = isReading || role > AccountRole.Analyst || IsOwn(context?.GetEndpoint()) ? role : AccountRole.Analyst;
            return May(asked.User, needed) || (address.IsOpenToRead && isReading && role is AccountRole.Viewer && !Access.IsByToken(context!));
        })
        .Build();

    private static bool IsOwn(Endpoint? endpoint) =>
        endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == Own) ?? false;
}
