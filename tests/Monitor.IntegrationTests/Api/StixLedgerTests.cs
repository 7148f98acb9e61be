using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Export;
using Monitor.IntegrationTests.Admin;
using Monitor.Storage;
using Monitor.Tests.AttributionEvents;

namespace Monitor.IntegrationTests.Api;

/// <summary>What was given out stays true: identifiers stand, versions rise, what is no more is revoked and never comes back under its name.</summary>
public sealed class StixLedgerTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_event_keeps_its_identifiers_whatever_happens_to_it(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        var first = await ObjectsAsync(host);
        var campaign = Assert.Single(first, IsCampaign);
        Assert.Equal(Versions(first), Versions(await ObjectsAsync(host)));

        // An earlier accusation arrives late: the event began earlier than it did, and is the same.
        await desk.StateAsync("GB", TimeSpan.FromDays(2));
        var second = await ObjectsAsync(host);
        var moved = Assert.Single(second, IsCampaign);
        Assert.Equal((campaign.Id, false), (moved.Id, moved.IsRevoked));
        Assert.True(moved.ModifiedAt > campaign.ModifiedAt && moved.AddedAt > campaign.AddedAt);
        Assert.NotEqual((string?)JsonNode.Parse(campaign.Json)!["name"], (string?)JsonNode.Parse(moved.Json)!["name"]);
        Assert.Equal((string?)JsonNode.Parse(campaign.Json)!["created"], (string?)JsonNode.Parse(moved.Json)!["created"]);
        Assert.Empty(first.Select(one => one.Id).Except(second.Select(one => one.Id)));

        // The identity of the accused did not change: no new version of it.
        Assert.Equal(first.Where(one => one.EventId is null).Select(one => one.AddedAt), second.Where(IsIn(first)).Where(one => one.EventId is null).Select(one => one.AddedAt));

        await using var db = host.Contexts.CreateDbContext();
        var british = (await db.Set<Attribution>().ToListAsync()).Single(one => one.Accusers.Contains("country:GB"));
        await JudgeAsync(host, british.Id, rejects: true);
        var third = await ObjectsAsync(host);
        Assert.Equal([false, true], third.Where(one => one.Type == "relationship").Select(one => one.IsRevoked).Order());

        // Revoked is revoked for good: taken back, the event goes on under other identifiers.
        await JudgeAsync(host, british.Id, rejects: false);
        var fourth = await ObjectsAsync(host);
        Assert.Equal([campaign.Id], fourth.Where(one => IsCampaign(one) && one.IsRevoked).Select(one => one.Id));
        Assert.Single(fourth, one => IsCampaign(one) && !one.IsRevoked);
        Assert.Equal(2, fourth.Count(one => one is { Type: "relationship", IsRevoked: false }));
        Assert.Equal(fourth.Select(one => one.AddedAt), fourth.Select(one => one.AddedAt).Distinct());
        Assert.Equal(Versions(fourth), Versions(await ObjectsAsync(host)));
        Assert.Empty(StixRules.Faults(await BundleAsync(host)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_event_that_became_part_of_another_is_revoked(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        await desk.StateAsync("GB");
        var before = Assert.Single(await ObjectsAsync(host), IsCampaign);
        await using var db = host.Contexts.CreateDbContext();
        var british = (await db.Set<Attribution>().ToListAsync()).Single(one => one.Accusers.Contains("country:GB"));
        var whole = british.EventId!.Value;
        var split = Assert.IsType<EventPlacement.Placed>(
            await db.SplitEventAsync(whole, [british.Id], "ana", host.Clock.GetUtcNow(), CancellationToken.None));
        var apart = await ObjectsAsync(host);
        Assert.Equal(2, apart.Count(one => IsCampaign(one) && !one.IsRevoked));

        Assert.IsType<EventPlacement.Placed>(await db.MergeEventsAsync(split.EventId, whole, "ana", host.Clock.GetUtcNow(), CancellationToken.None));
        var joined = await ObjectsAsync(host);

        var standing = Assert.Single(joined, one => IsCampaign(one) && !one.IsRevoked);
        Assert.All(joined.Where(one => one.EventId == split.EventId), one => Assert.True(one.IsRevoked));
        // The British accusation was revoked with the split, so that the event began anew with the merge.
        Assert.NotEqual(before.Id, standing.Id);
        Assert.Empty(StixRules.Faults(await BundleAsync(host)));
    }

    private static IEnumerable<string> Versions(IEnumerable<StixObject> objects) => objects.Select(one => $"{one.Id} {one.AddedAt:O}");

    private static bool IsCampaign(StixObject one) => one.Type == "campaign";

    private static Func<StixObject, bool> IsIn(IEnumerable<StixObject> others) => one => others.Any(other => other.Id == one.Id);

    /// <summary>The ledger, brought up to date, in its order.</summary>
    private static async Task<List<StixObject>> ObjectsAsync(PagesHost host)
    {
        await host.App.Services.GetRequiredService<StixLedger>().CatchUpAsync(CancellationToken.None);
        await using var db = host.Contexts.CreateDbContext();
        return [.. (await db.Set<StixObject>().AsNoTracking().OrderBy(one => one.AddedAt).ToListAsync())];
    }

    private static async Task<JsonObject> BundleAsync(PagesHost host)
    {
        await using var db = host.Contexts.CreateDbContext();
        using var file = new MemoryStream();
        await StixBundle.WriteAsync(db, file, CancellationToken.None);
        return JsonNode.Parse(file.ToArray())!.AsObject();
    }

    private static async Task JudgeAsync(PagesHost host, long attribution, bool rejects)
    {
        await using var db = host.Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sequence = await ChangeSequence.BeginAsync(db, CancellationToken.None);
        var register = host.App.Services.GetRequiredService<AttributionRegister>();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = rejects ? await register.RejectAsync(db, attribution, "ana", host.Clock.GetUtcNow(), sequence.Next, CancellationToken.None)
            : await register.ReinstateAsync(db, attribution, sequence.Next, CancellationToken.None);
        await db.SaveChangesAsync();
        await sequence.KeepAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }
}
