using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Tests;

namespace Monitor.IntegrationTests.Api;

/// <summary>Whatever a request holds, the answer is a problem document that says what is wrong.</summary>
public sealed class BadRequestTests(ApiHost api) : IClassFixture<ApiHost>
{
    public static TheoryData<string, string> Cases => CaseFile.Read("bad-requests.cases");

    [Theory, MemberData(nameof(Cases))]
    public async Task A_bad_request_is_answered_by_a_problem(string request, string status)
    {
        var (line, body) = (request.Split('|', 2)[0].Trim(), request.Split('|', 2)[1].Trim());
        // A page takes no token, but a session.
        using var program = line.Contains("/api", StringComparison.Ordinal) ? api.Program() : await api.Host.SignedInAsync();
        using var sent = new HttpRequestMessage(new HttpMethod(line.Split(' ')[0]), line.Split(' ')[1]) { Content = Content(body) };
        foreach (var header in line.Split(" + ").Skip(1))
        {
            sent.Headers.TryAddWithoutValidation(header.Split(": ", 2)[0], header.Split(": ", 2)[1]);
        }

        using var answer = await SendAsync(program, sent);

        Assert.Equal(status, $"{(int)answer.StatusCode}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(status, $"{problem["status"]}");
        Assert.All(new[] { "type", "title", "detail" }, field => Assert.False(string.IsNullOrWhiteSpace((string?)problem[field]), field));
    }

    [Fact]
    public async Task A_browser_is_told_in_words_and_a_program_without_a_token_what_to_do()
    {
        using var reader = api.Host.Reader();
        reader.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        foreach (var path in new[] { "/no-such-page", "/stories/99999999999999999999" })
        {
            using var page = await reader.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.Contains("There is no page at this address.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var refused = await reader.PostAsync(new Uri("/api/v1/stories/1/merge", UriKind.Relative), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", $"{refused.Headers.WwwAuthenticate}");
    }

    /// <summary>A server that refuses a large body may close the connection while it is still being sent: then it is asked with its head alone.</summary>
    private static async Task<HttpResponseMessage> SendAsync(HttpClient program, HttpRequestMessage request)
    {
        request.Headers.ExpectContinue = request.Content is { Headers.ContentLength: > 1_000_000 } ? true : null;
        return await program.SendAsync(request);
    }

    private static ByteArrayContent? Content(string body) => body switch
    {
        "none" => null,
        "xml" => new StringContent("<story>2</story>", Encoding.UTF8, "text/xml"),
        "10 MB" => new ByteArrayContent(new byte[10 * 1024 * 1024]) { Headers = { ContentType = new("application/x-www-form-urlencoded") } },
        "30,000 fields" => new StringContent(
            string.Join('&', Enumerable.Range(0, 30_000).Select(i => $"f{i}=")), Encoding.ASCII, "application/x-www-form-urlencoded"),
        "no boundary" => new ByteArrayContent("--x\r\n\r\n1\r\n--x--"u8.ToArray()) { Headers = { ContentType = new("multipart/form-data") } },
        _ => new StringContent(body["json:".Length..], Encoding.UTF8, "application/json"),
    };
}
