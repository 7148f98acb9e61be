using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Articles;
using Monitor.Runs;
using Monitor.Storage.Machine;
using Monitor.Subscribers;
using Monitor.Worker.Health;

namespace Monitor.IntegrationTests.Admin;

/// <summary>What <c>/health/live</c>, <c>/health/ready</c> and <c>/healthz</c> say, to whom.</summary>
public sealed class HealthTests
{
    /// <summary>What fails, for how long => what ready says: its status, its word, who is in trouble.</summary>
    public static TheoryData<string, MachineFaultKind, int, int, string, string> Failing => new()
    {
        { RunNames.Group, MachineFaultKind.Program, 30, 200, "ready", "" },
        { RunNames.Group, MachineFaultKind.Program, 90, 503, "not ready", "group" },
        { RunNames.Notify, MachineFaultKind.DiskFull, 5, 503, "not ready", "disk" },
        { RunNames.Notify, MachineFaultKind.DiskFull, 90, 503, "not ready", "disk notify" },
        { RunNames.Collect, MachineFaultKind.DatabaseHeld, 5, 503, "not ready", "database" },
        { RunNames.Collect, MachineFaultKind.NotAllowed, 5, 503, "not ready", "files" },
        { RunNames.Collect, MachineFaultKind.Network, 5, 200, "impaired", "network" },
        { RunNames.Deliver, MachineFaultKind.Mail, 5, 200, "impaired", "mail" },
    };

    [Theory, MemberData(nameof(Failing))]
    public async Task Ready_tells_the_truth_of_a_run_that_fails(string run, MachineFaultKind kind, int seconds, int status, string word, string troubled)
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        host.App.Services.GetRequiredService<RunHealth>().Failed(run);
        host.App.Services.GetRequiredService<FaultTeller>().Failed(run, new MachineFault(kind, "said"));
        host.Clock.AdvanceTo(host.Clock.GetUtcNow().AddSeconds(seconds));
        using var reader = host.Reader();

        using var answer = await reader.GetAsync(new Uri("/health/ready", UriKind.Relative));

        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((status, word), ((int)answer.StatusCode, said.RootElement.GetProperty("status").GetString()));
        Assert.Equal(troubled, string.Join(' ', said.RootElement.GetProperty("dependencies").EnumerateArray().Concat(said.RootElement.GetProperty("runs").EnumerateArray())
            .Where(part => part.GetProperty("says").ValueKind is JsonValueKind.String).Select(part => part.GetProperty("name").GetString())));
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
        Assert.Equal(status, (int)(await reader.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Each_run_says_when_it_came_through_what_waits_and_what_is_set_aside()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var now = host.Clock.GetUtcNow();
        await using (var db = host.Contexts.CreateDbContext())
        {
            db.Add(new Article { Outlet = "Wire", Title = "Read and not grouped", CollectedAt = now.AddHours(-1), ReadAt = now.AddMinutes(-20) });
            await db.SaveChangesAsync();
        }

        host.App.Services.GetRequiredService<RunHealth>().CameThrough(RunNames.Group);
        using var reader = host.Reader();
        using var said = JsonDocument.Parse(await reader.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));

        Assert.Equal("impaired", said.RootElement.GetProperty("status").GetString());
        var runs = said.RootElement.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(RunNames.Five, runs.Select(run => run.GetProperty("name").GetString()!));
        var group = runs[2];
        Assert.Equal(now, group.GetProperty("lastSuccessAt").GetDateTimeOffset());
        Assert.Equal(now.AddMinutes(-20), group.GetProperty("oldestWaitingAt").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.Equal(0, group.GetProperty("refusedUnits").GetInt32());
        Assert.Contains("what it should do next has waited since", group.GetProperty("says").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_nobody_is_to_get_does_not_wait()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var now = host.Clock.GetUtcNow();
        await using var db = host.Contexts.CreateDbContext();
        foreach (var name in (string[])["asked", "off", "paused", "left", "due"])
        {
            var settings = new SubscriberSettings { Digests = [new DigestSlot(new TimeOnly(7, 0), [])] };
            var one = SubscriberQueries.New(new SubscriberEntry(name, name + "@example.org", settings), now.AddDays(-1), 0, isFromFile: name != "asked");
            one.DigestOffAt = name == "off" ? now : null;
            one.PausedUntil = name == "paused" ? now.AddDays(1) : null;
            one.Left = name is "left" or "due";
            db.Add(one);
        }

        await db.SaveChangesAsync();
        Assert.Null((await WaitingWork.AskAsync(db, now, CancellationToken.None))[RunNames.Notify].OldestAt);

        await db.Set<Subscriber>().Where(one => one.Name == "due").ExecuteUpdateAsync(set => set.SetProperty(one => one.Left, false));
        Assert.Equal(now.AddDays(-1), (await WaitingWork.AskAsync(db, now, CancellationToken.None))[RunNames.Notify].OldestAt!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Strangers_get_a_word_and_whoever_may_read_the_pages_the_rest()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite, ("Pages:SignInToRead", "true"));
        host.App.Services.GetRequiredService<FaultTeller>().Failed(RunNames.Notify, new MachineFault(MachineFaultKind.DiskFull, "said"));
        using var stranger = host.Reader();
        foreach (var (path, body) in new[] { ("/health/ready", "{\"status\":\"not ready\"}"), ("/healthz", "not ready"), ("/health/live", "alive") })
        {
            using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(body, await answer.Content.ReadAsStringAsync());
        }

        using var signedIn = await host.SignedInAsync();
        using var script = host.Reader();
        script.DefaultRequestHeaders.Add("Authorization", "Bearer " + await host.MakeTokenAsync());
        foreach (var known in new[] { signedIn, script })
        {
            using var answer = await known.GetAsync(new Uri("/health/ready", UriKind.Relative));
            Assert.Contains("free some space", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_worker_whose_runs_stand_is_to_be_started_anew()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        host.Clock.AdvanceTo(host.Clock.GetUtcNow().AddMinutes(100));
        using var reader = host.Reader();

        using var answer = await reader.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("restart the worker", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_trusted_is_noticed()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite, ("Pages:TrustedProxies", "10.0.0.5"));
        using var reader = host.Reader();
        reader.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        await reader.GetStringAsync(new Uri("/", UriKind.Relative));

        var ready = await reader.GetStringAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Contains("requests come through 127.0.0.1, which is not trusted: put it into Pages:TrustedProxies if it is a proxy of yours", ready, StringComparison.Ordinal);
    }
}
