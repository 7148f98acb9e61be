using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Accounts;
using Monitor.Worker.Admin;

namespace Monitor.IntegrationTests.Admin;

/// <summary>
/// Every endpoint that there is, by every method that it takes, asked by each role in each way in. What it answers is held against the policy
/// that it names; one that names none fails.
/// </summary>
public sealed partial class RightsTests(ITestOutputHelper output)
{
    private static readonly string[] Changing = ["POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Who asks, the role that counts for it, and whether it is known at all.</summary>
    private sealed record Asker(string Name, AccountRole? Role, HttpClient Client, bool IsScript);

    private sealed record Address(string Path, string Method, string? Policy);

    [Fact]
    public async Task Each_endpoint_lets_in_whom_its_policy_names_and_nobody_else()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var addresses = AddressesOf(host);
        Assert.Empty(addresses.Where(address => address.Policy is null).Select(address => $"{address.Method} {address.Path} names no policy"));
        Assert.True(addresses.Count >= 40, $"{addresses.Count} addresses");
        var askers = await AskersAsync(host);
        var wrong = new List<string>();
        output.WriteLine($"{"",-46}{string.Join("", askers.Select(asker => $"{asker.Name,-9}"))}");
        foreach (var address in addresses)
        {
            var line = $"{address.Method,-7}{address.Path,-39}";
            foreach (var asker in askers)
            {
                using var request = new HttpRequestMessage(new HttpMethod(address.Method), address.Path);
                request.Content = Changing.Contains(address.Method) ? PagesHost.Form(("_handler", "nothing-of-ours")) : null;
                using var answer = await asker.Client.SendAsync(request);
                var isLetIn = IsLetIn(answer);
                line += $"{(int)answer.StatusCode + (isLetIn ? "" : " -"),-9}";
                if (isLetIn != Expected(address, asker))
                {
                    wrong.Add($"{address.Method} {address.Path} ({address.Policy}) answers {(int)answer.StatusCode} to {asker.Name}");
                }
            }

            output.WriteLine(line);
        }

        Assert.Empty(wrong);
    }

    /// <summary>Refused is who is sent to the sign-in or told 401 or 403; what else an answer says (a form's token is missing: 400) comes after.</summary>
    private static bool IsLetIn(HttpResponseMessage answer) =>
        answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && !(answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal));

    private static bool Expected(Address address, Asker asker)
    {
        // Tokens open the API alone; on a page their owner is a stranger.
        var role = asker.IsScript && !address.Path.StartsWith("/api", StringComparison.Ordinal) && !IsTaxii(address) ? null : asker.Role;
        var isChange = Changing.Contains(address.Method);
        return address.Policy switch
        {
            "open" => true,
            Policies.Own => role is not null,
            Policies.Admin => role is AccountRole.Admin,
            Policies.Analyst => role >= AccountRole.Analyst,
            // What is read only refuses every token; a session is told before that a form's token is missing.
            Policies.Viewer => isChange ? role >= AccountRole.Analyst && !(asker.IsScript && IsTaxii(address)) : true,
            _ => false,
        };
    }

    private static bool IsTaxii(Address address) => address.Path.StartsWith("/taxii2", StringComparison.Ordinal);

    private static async Task<List<Asker>> AskersAsync(PagesHost host)
    {
        var askers = new List<Asker> { new("nobody", null, host.Reader(), IsScript: false) };
        foreach (var role in Enum.GetValues<AccountRole>())
        {
            var name = role.ToString().ToLowerInvariant();
            await host.AddAccountAsync(name, role);
            askers.Add(new(name, role, await host.SignedInAsync(name), IsScript: false));
        }

        foreach (var (scope, role) in new[] { (TokenScope.Read, AccountRole.Viewer), (TokenScope.Write, AccountRole.Analyst), (TokenScope.Admin, AccountRole.Admin) })
        {
            askers.Add(Script(host, scope.ToString().ToLowerInvariant(), role, await host.MakeTokenAsync(scope, "admin")));
        }

        askers.Add(Script(host, "viewer's", AccountRole.Viewer, await host.MakeTokenAsync(TokenScope.Admin, "viewer")));
        return askers;
    }

    private static Asker Script(PagesHost host, string name, AccountRole role, string token)
    {
        var script = host.Reader();
        script.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new Asker(name, role, script, IsScript: true);
    }

    private static List<Address> AddressesOf(PagesHost host) =>
    [
        .. (from endpoint in host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            // Blazor's own script and what belongs to it.
            where !endpoint.RoutePattern.RawText!.Contains("_framework", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", .. Changing]
            select new Address(
                "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1"), method, PolicyOf(endpoint)))
            .Distinct().OrderBy(address => address.Path, StringComparer.Ordinal).ThenBy(address => address.Method, StringComparer.Ordinal),
    ];

    /// <summary>The narrowest that it names.</summary>
    private static string? PolicyOf(RouteEndpoint endpoint)
    {
        string[] order = [Policies.Admin, Policies.Own, Policies.Analyst, Policies.Viewer];
        var named = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).ToList();
        return endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "open" : Array.Find(order, named.Contains);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
