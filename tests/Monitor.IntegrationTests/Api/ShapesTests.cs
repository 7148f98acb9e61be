using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Attributions.Learnt;
using Monitor.AttributionEvents;
using Monitor.Feeds;
using Monitor.IntegrationTests.Admin;
using Monitor.IntegrationTests.Commands;
using Monitor.Storage;
using Monitor.Tests;

namespace Monitor.IntegrationTests.Api;

/// <summary>The command line and the API print the same records.</summary>
[Collection(CommandRun.Alone)]
public sealed class ShapesTests(ITestOutputHelper output)
{
    private static readonly string[] LongParts = ["text"];

    [Fact]
    public async Task A_command_and_the_API_print_the_same_of_the_same()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        await StoryPagesTests.FillAsync(host);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        await desk.NotifyAsync();
        await desk.IndexAsync();
        var ongoing = await FillAsync(host);
        using var program = host.Reader();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await host.MakeTokenAsync(TokenScope.Admin));
        var (records, wrong) = (0, new List<string>());
        foreach (var text in CaseFile.Lines("shapes.cases"))
        {
            var line = text.Replace("{event}", ongoing, StringComparison.Ordinal).Split("=>", StringSplitOptions.TrimEntries);
            // The API first: a token notes when it was used.
            var answer = line[1].Contains("{id}", StringComparison.Ordinal) ? null : JsonNode.Parse(await program.GetStringAsync(Address(line[1])))!;
            var database = $"sqlite:{((DatabaseAddress.Sqlite)host.Contexts.Address).File}";
            var config = line[0].StartsWith("rules", StringComparison.Ordinal) ? $" --config {PagesHost.Config}" : "";
            var (code, printed, errors) = await CommandRun.RunAsync($"{line[0]} --json --database {database}{config}");
            Assert.True(code == 0, $"{line[0]}: {errors}");
            var printedRecords = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(one => JsonNode.Parse(one)!).ToList();
            var answered = answer is null
                ? await OneByOneAsync(program, line[1], printedRecords)
                : answer["items"]?.AsArray().Select(one => one!).ToList() ?? [answer];
            records += printedRecords.Count;
            if (printedRecords.Count == 0 || !Texts(printedRecords).SequenceEqual(Texts(answered)))
            {
                wrong.Add($"{line[0]}:\n{string.Join('\n', Texts(printedRecords))}\n{line[1]}:\n{string.Join('\n', Texts(answered))}");
            }
        }

        output.WriteLine($"{records} records are the same");
        Assert.Empty(wrong);
    }

    private static async Task<List<JsonNode>> OneByOneAsync(HttpClient program, string address, List<JsonNode> records)
    {
        var found = new List<JsonNode>();
        foreach (var record in records)
        {
            var one = JsonNode.Parse(await program.GetStringAsync(Address(address.Replace("{id}", $"{record["id"]}", StringComparison.Ordinal))))!.AsObject();
            // A list leaves out what is long.
            LongParts.ToList().ForEach(part => one[part] = null);
            found.Add(one);
        }

        return found;
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonNode> records) => records.Select(one => one.ToJsonString()).Order(StringComparer.Ordinal);

    private static async Task<string> FillAsync(PagesHost host)
    {
        await using var db = host.Contexts.CreateDbContext();
        db.Add(new Feed
        {
            Title = "Harbour Post",
            Url = "https://harbour.example/feed",
            Host = "harbour.example",
            Outlet = new Outlet { Name = "Harbour Post" },
        });
        db.Add(new LearntOffice
        {
            NameKey = "clara-winterfeld",
            Name = "Clara Winterfeld",
            Owner = "country:AT",
            Office = "foreign-minister",
            From = new DateOnly(2026, 9, 1),
            NamedOn = new DateOnly(2026, 9, 3),
            Why = "3 outlets on 3 days say so",
            Evidence = [new OfficeEvidence(7, "Vienna Herald", new DateOnly(2026, 9, 1), "Clara Winterfeld spoke.")],
            Sequence = 1,
        });
        await db.SaveChangesAsync();
        return (await db.Set<AttributionEvent>().MinAsync(one => one.Id)).ToString(CultureInfo.InvariantCulture);
    }

    private static Uri Address(string address) => new($"/api/v1{address}{(address.Contains('?', StringComparison.Ordinal) ? "&" : "?")}limit=200", UriKind.Relative);
}
