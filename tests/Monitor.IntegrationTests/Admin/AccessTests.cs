using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Monitor.IntegrationTests.Admin;

/// <summary>What holds for every page and every address of the API, also for those that come later.</summary>
public sealed partial class AccessTests
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    [Fact]
    public async Task Nothing_but_reading_works_without_a_sign_in()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var stranger = host.Reader();
        var asked = 0;
        foreach (var (path, method) in Changing(host).Where(one => one.Path is not ("/sign-in" or "/set-up" or "/status/1")))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = PagesHost.Form(("a", "b")) };
            using var answer = await stranger.SendAsync(request);
            asked++;
            if (path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/taxii2", StringComparison.Ordinal))
            {
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
            else
            {
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                Assert.StartsWith("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
            }
        }

        Assert.True(asked >= 8, $"{asked} asked");
    }

    [Fact]
    public async Task Nothing_but_reading_works_without_the_token_of_a_form()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var reader = await host.SignedInAsync();
        foreach (var (path, method) in Changing(host))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = PagesHost.Form(("_handler", "sign-out"), ("name", PagesHost.Name)),
            };
            request.Headers.Add("Origin", "https://hostile.example");
            using var answer = await reader.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Contains("Sign out", await reader.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_sign_in_takes_forms_of_strangers()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var open = host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            // The files of the API's page, which are the same for everybody.
            .Where(path => !path.StartsWith("/api/reference/", StringComparison.Ordinal))
            .Distinct();

        // The meters ask for a token themselves where they are read from another machine (HealthTests).
        Assert.Equal(
            [
                "/health/live", "/health/ready", "/healthz", "/metrics", "/monitor.css", "/monitor.js", "/out/{search:guid}/{token}.{format}", "/set-up", "/sign-in",
                "/status/{Code:int}",
            ],
            open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_others_reach_the_pages_reading_needs_a_sign_in_too()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite, ("Pages:SignInToRead", "true"));
        using var reader = host.Reader();
        foreach (var page in new[] { "/", "/feeds", "/articles/1", "/no-such-page" })
        {
            using var answer = await reader.GetAsync(new Uri(page, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.Equal("healthy", await reader.GetStringAsync("/healthz"));
        using var signedIn = await PagesHost.SignInAsync(reader, PagesHost.Name, PagesHost.Password);
        Assert.Contains("Sign out", await reader.GetStringAsync("/feeds"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_TLS_proxy_of_this_machine_the_cookie_is_for_https_only()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite, ("Pages:TrustedProxies", "127.0.0.0/8"));
        using var reader = host.Reader();
        reader.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var page = await reader.GetAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_token_of_another_session_is_refused()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var stranger = host.Reader();
        var foreign = FormToken().Match(await stranger.GetStringAsync("/sign-in")).Groups[1].Value;
        using var reader = await host.SignedInAsync();

        using var answer = await reader.PostAsync("/", PagesHost.Form(("_handler", "sign-out"), ("__RequestVerificationToken", foreign)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_host_name_that_is_not_ours_is_refused_before_anything_else()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var reader = await host.SignedInAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var request = new HttpRequestMessage(method, "/feeds");
            request.Headers.Host = "rebound.example";
            using var answer = await reader.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_pages_say_who_may_put_them_into_frames_and_run_scripts_the_one_of_ours()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var reader = host.Reader();
        using var answer = await reader.GetAsync(new Uri("/sign-in", UriKind.Relative));

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
    }

    /// <summary>Every address with every method that it takes beyond GET and HEAD, with something in the place of its parameters.</summary>
    private static List<(string Path, string Method)> Changing(PagesHost host) =>
    [
        .. from endpoint in host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["POST", "PUT", "DELETE", "PATCH"]
           where !Reading.Contains(method)
           select ("/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1"), method),
    ];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
