using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Pipeline;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>An address that refuses stops the mail of a digest, not the digest.</summary>
public sealed class SuppressedDigestTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);

    [Theory]
    [InlineData("mail soc", false, "mail webhook")]
    [InlineData("mail soc", true, "webhook")]
    [InlineData("soc", true, "webhook")]
    [InlineData("mail", true, "")]
    [InlineData("", true, "")]
    public async Task A_digest_goes_by_the_ways_that_are_left(string channels, bool isSuppressed, string expected)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AddAsync(database, channels, isSuppressed);

        await NotifyAsync(database, Noon);
        await NotifyAsync(database, Noon.AddDays(1));

        Assert.Equal(expected, await WaysAsync(database));
    }

    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_waited_is_told_as_soon_as_the_address_is_confirmed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, "", isSuppressed: true);
        await NotifyAsync(database, Noon);
        await NotifyAsync(database, Noon.AddDays(1));
        await using (var db = database.Contexts.CreateDbContext())
        {
            (await db.Set<Subscriber>().SingleAsync()).Confirm(_clock.GetUtcNow(), 0);
            await db.SaveChangesAsync();
        }

        await NotifyAsync(database, Noon.AddDays(1).AddMinutes(1));

        Assert.Equal("mail", await WaysAsync(database));
    }

    private static async Task<string> WaysAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return string.Join(' ', await db.Set<OutboxMessage>().OrderBy(message => message.ChannelKind).Select(message => message.ChannelKind).ToListAsync());
    }

    private static async Task AddAsync(TestDatabase database, string channels, bool isSuppressed)
    {
        await using var db = database.Contexts.CreateDbContext();
        var settings = new SubscriberSettings
        {
            TimeZone = "Europe/Berlin",
            Digests = [new DigestSlot(new TimeOnly(7, 0), [])],
            DigestChannels = channels.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            SendWhenEmpty = true,
            Channels = [new ChannelAddress("soc", "webhook", new Dictionary<string, string> { ["url"] = "https://hooks.example.org/1", ["shape"] = "slack" })],
        };
        var subscriber = SubscriberQueries.New(new SubscriberEntry("desk", "desk@example.org", settings), Noon, 0, isFromFile: true);
        subscriber.SuppressedAddress = isSuppressed ? subscriber.Address : null;
        db.Add(subscriber);
        await db.SaveChangesAsync();
    }

    private async Task NotifyAsync(TestDatabase database, DateTimeOffset at)
    {
        _clock.SetUtcNow(at);
        await new NotifyRun(
            database.Contexts, new ActorBook([], []), new AlertOptions(), new DeliveryOptions { From = "Monitor <monitor@example.org>" }, _clock,
            NullLogger<NotifyRun>.Instance).RunAsync();
    }
}
