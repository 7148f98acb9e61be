using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Audit;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Each deed leaves a line, in the commit of the deed.</summary>
public sealed class AuditTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_rule_saved_labelled_and_undone_is_told_with_what_it_was_and_became(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartWithRulesAsync(kind);
        await host.AddAccountAsync("mia", AccountRole.Analyst);
        using var script = host.Reader();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await host.MakeTokenAsync(TokenScope.Write, "mia"));

        foreach (var (version, when, reason) in new[] { (0, "ferry", "asked for"), (1, "ferry OR ship", "ships too"), (1, "boat", "too late") })
        {
            using var saved = await script.PutAsJsonAsync("/api/v1/rules/ferry", new { name = "Ferries", when, version, reason });
        }

        using var undone = await script.PostAsJsonAsync("/api/v1/rules/ferry/undo", new { reason = "ferries only" });
        Assert.True(undone.IsSuccessStatusCode);

        await using var db = host.Contexts.CreateDbContext();
        var told = await db.Set<AuditEntry>().Where(entry => entry.Who == "mia").OrderBy(entry => entry.Id).ToListAsync();
        Assert.Equal(["asked for", "ships too", "ferries only"], told.Select(entry => entry.Why));
        Assert.All(told, entry => Assert.Equal((Deed.ConfigChanged, "topics.yaml topics/ferry"), (entry.Deed, entry.Object)));
        Assert.Null(told[0].Before);
        Assert.Contains("ship", told[2].Before!, StringComparison.Ordinal);
        Assert.Equal(told[0].After, told[2].After);
        Assert.Equal(
            ["actors.yaml", "topics.yaml"],
            (await db.Set<AuditEntry>().Where(entry => entry.Deed == Deed.ConfigApplied).Select(entry => entry.Object).ToListAsync())
                .Where(name => name is "actors.yaml" or "topics.yaml").Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_too_long_or_no_text_is_cut_and_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var db = database.Contexts.CreateDbContext())
        {
            db.Record(
                Deed.FeedChanged, new string('w', 500), "feed 1\0", DateTimeOffset.UnixEpoch, from: string.Concat(Enumerable.Repeat("🛳", 3_000)), why: "because");
            await db.SaveChangesAsync();
        }

        await using var read = database.Contexts.CreateDbContext();
        var entry = await read.Set<AuditEntry>().SingleAsync();
        Assert.Equal(("feed 1", AuditEntry.WhoCharactersMax), (entry.Object, entry.Who.Length));
        Assert.EndsWith("🛳…", entry.Before, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_it_was_done_to_is_found_by_whole_words(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        string[] objects = ["feed 1", "feed 12", "account ana token nightly", "topics.yaml topics/sanctions", "topics.yaml topics/sanctions-eu"];
        foreach (var one in objects)
        {
            db.Record(Deed.FeedChanged, "mia", one, DateTimeOffset.UnixEpoch);
        }

        await db.SaveChangesAsync();
        foreach (var (typed, found) in new (string, int[])[]
        {
            ("feed 1", [0]), ("feed", [0, 1]), ("12", [1]), ("account ana", [2]), ("nightly", [2]), ("sanctions", [3]), ("topics/sanctions", [3]),
            (" topics.yaml ", [3, 4]), ("eed 1", []), ("sanction", []), ("%", []), ("/", [0, 1, 2, 3, 4]), ("", [0, 1, 2, 3, 4]),
        })
        {
            Assert.Equal(
                (typed, string.Join(", ", found.Select(index => objects[index]))),
                (typed, string.Join(", ", await db.Audited(new AuditFilter(null, null, typed)).OrderBy(entry => entry.Id).Select(entry => entry.Object)
                    .ToListAsync())));
        }
    }
}
