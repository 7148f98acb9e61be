using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Accounts;
using Monitor.Actors;
using Monitor.Delivery;
using Monitor.IntegrationTests.Admin;
using Monitor.Subscribers.Deeds;
using Monitor.Worker.Demo;
using Monitor.Worker.Health;
using Monitor.Worker.Jobs;

namespace Monitor.IntegrationTests.Demo;

/// <summary>The pages of a play that is over have a worker behind them.</summary>
public sealed class PlayGoesOnTests
{
    private const int LooksMax = 600;

    [Fact]
    public async Task What_is_saved_while_the_pages_of_a_play_are_open_happens()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-play-").FullName;
        await using var host = await PagesHost.StartAsync(
            DatabaseKind.Sqlite, ("Storage:DataFolder", folder), ("Delivery:Folder", Path.Combine(folder, "mail")),
            ("Delivery:PublicUrl", AttributionsDesk.PublicUrl));
        await using var server = await ReplayServer.StartAsync(DemoStory.Articles(), host.Clock, manners: null, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var began = host.Clock.GetUtcNow();
        var goingOn = new Play(host.App.Services, host.Contexts, server, host.Clock).GoOnAsync(host.App.Services.GetRequiredService<RunBell>(), stop.Token);

        await using var db = host.Contexts.CreateDbContext();
        var deed = await db.AddSubscriberAsync(
            "eve", "eve@example.org", new SubscriberWishes(), new ActorBook([], []), hasPages: true, PagesHost.Name, began, CancellationToken.None);
        Assert.IsType<DeedOutcome.Done>(deed);
        var looks = 0;
        while (!await db.Set<OutboxMessage>().AnyAsync(message => message.Recipient == "eve" && message.State == OutboxState.Sent))
        {
            Assert.True(looks++ < LooksMax && !goingOn.IsCompleted, "the link that confirms the address was not sent");
            await Task.Delay(100);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => goingOn);
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "mail"), "*.eml"));
        Assert.True(host.Clock.GetUtcNow() > began);
        Assert.NotNull(host.App.Services.GetRequiredService<RunHealth>().Runs["deliver"].LastWork);
        Directory.Delete(folder, recursive: true);
    }
}
