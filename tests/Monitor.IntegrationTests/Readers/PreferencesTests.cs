using System.Net;
using Monitor.Delivery.Mail;
using Monitor.IntegrationTests.Admin;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Readers;

/// <summary>What readers change behind their link, and what the config file says to it.</summary>
public sealed class PreferencesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static readonly SubscriberEntry Full = AttributionsDesk.Desk with
    {
        Settings = AttributionsDesk.Desk.Settings with
        {
            TimeZone = "Europe/Berlin",
            Digests = [new(new(7, 0), []), new(new(16, 30), [DayOfWeek.Monday, DayOfWeek.Friday])],
            Interests = new()
            {
                Topics = ["cyber-attack", "gone"],
                Actors = ["country:CN"],
                Accusers = ["country:US"],
                Outlets = ["Harbour, Herald"],
                Languages = ["en"],
                Importance = 7,
            },
            Length = DigestLength.Long,
            AtLeast = 2,
        },
    };

    [Fact]
    public async Task What_is_sent_as_it_was_shown_changes_nothing()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        await world.ApplyAsync(Full);
        var before = await world.SubscriberAsync();

        using var saved = await world.SendAsync(await PageAsync(world));
        Assert.Contains("Saved.", await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var after = await world.SubscriberAsync();
        Assert.Empty(after.ByHand);
        Assert.Equal(SubscriberMapping.Write(before.Settings), SubscriberMapping.Write(after.Settings));
        Assert.Equal((before.PausedUntil, before.DigestOffAt, before.NewAddress), (after.PausedUntil, after.DigestOffAt, after.NewAddress));
    }

    [Fact]
    public async Task What_the_page_cannot_make_itself_is_kept_where_it_is_sent_as_it_was_shown()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        await world.ApplyAsync(Full with
        {
            Settings = Full.Settings with
            {
                Digests = [.. Enumerable.Range(7, 11).Select(hour => new DigestSlot(new TimeOnly(hour, 0), []))],
                Interests = Full.Settings.Interests with { Actors = ["country:CN", "group:lost"] },
            },
        });
        var until = world.Host.Clock.GetUtcNow().AddMinutes(90);
        await world.ChangeAsync("desk", desk => desk.PausedUntil = until);
        var before = await world.SubscriberAsync();

        using var saved = await world.SendAsync(await PageAsync(world));
        Assert.Contains("Saved.", await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var after = await world.SubscriberAsync();
        Assert.Equal(SubscriberMapping.Write(before.Settings), SubscriberMapping.Write(after.Settings));
        Assert.Equal((until, 0), (after.PausedUntil, after.ByHand.Count));

        using var changed = await world.SendAsync(await PageAsync(world), ("length", "Short"));
        Assert.Equal(["length"], (await world.SubscriberAsync()).ByHand);
        using var never = await world.SendAsync(await PageAsync(world), ("pause", "0001-01-01"));
        Assert.Contains("“0001-01-01” is no day", await never.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_reader_who_changed_since_they_were_read_is_seen_before_the_commit(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        await world.ApplyAsync(Full);
        var read = await world.SubscriberAsync();
        await using var db = world.Host.Contexts.CreateDbContext();
        db.Attach(read);
        read.NextDigestAt = world.Host.Clock.GetUtcNow().AddDays(1);
        Assert.True(await db.IsAsReadAsync(read, CancellationToken.None));

        await world.ChangeAsync("desk", desk => desk.Leave(world.Host.Clock.GetUtcNow()));

        Assert.False(await db.IsAsReadAsync(read, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_reader_changes_stays_when_the_file_is_applied(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        await world.ApplyAsync(Full);

        using var saved = await world.SendAsync(
            await PageAsync(world), ("time1", "06:15"), ("day1-Sunday", "on"), ("length", "Short"), ("language", "de"), ("actors", "China\r\nnato"),
            ("topic-gone", null), ("atLeast", "3"));
        Assert.Contains("Gespeichert.", await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.EndsWith("?saved", saved.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);

        Assert.Empty(await world.ApplyAsync(Full));
        await world.ApplyAsync(Full with { Settings = Full.Settings with { TimeZone = "Asia/Tokyo" } });
        var kept = await world.SubscriberAsync();
        Assert.Equal(["atLeast", "digests", "interests", "language", "length"], kept.ByHand);
        Assert.Equal(("Asia/Tokyo", DigestLength.Short, "de", 3), (kept.Settings.TimeZone, kept.Settings.Length, kept.Settings.Language, kept.Settings.AtLeast));
        Assert.Equal((new TimeOnly(6, 15), DayOfWeek.Sunday), (kept.Settings.Digests[0].At, kept.Settings.Digests[0].Days.Single()));
        Assert.Equal(["cyber-attack"], kept.Settings.Interests.Topics);
        Assert.Equal(["country:CN", "alliance:NATO"], kept.Settings.Interests.Actors);
        Assert.Equal(7, kept.Settings.Interests.Importance);
    }

    [Fact]
    public async Task What_cannot_be_used_is_named_and_nothing_is_changed()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        await world.ApplyAsync(Full);
        using var refused = await world.SendAsync(
            await PageAsync(world), ("zone", "Europe/Berlinn"), ("time2", "26:00"), ("pause", "tomorrow"), ("accused", "Atlantis <b>"), ("atLeast", "0"),
            ("address", "desk at home"), ("length", "Short"));
        var page = await refused.Content.ReadAsStringAsync();

        Assert.All(
            (string[])["“Europe/Berlinn” is no time zone", "“26:00” is no time", "“tomorrow” is no day", "“Atlantis &lt;b&gt;” is no actor", "“0” is no number",
                "“desk at home” is no mail address", "value=\"26:00\""],
            fault => Assert.Contains(fault, page, StringComparison.Ordinal));
        Assert.Equal(DigestLength.Long, (await world.SubscriberAsync()).Settings.Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_pause_holds_all_back_and_what_came_meanwhile_is_told_after_it(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        var until = DateOnly.FromDateTime(world.Host.Clock.GetUtcNow().UtcDateTime).AddDays(1);
        using var paused = await world.SendAsync(await PageAsync(world), ("pause", until.ToString("yyyy-MM-dd", null)));
        Assert.Equal(new DateTimeOffset(until, TimeOnly.MinValue, TimeSpan.Zero), (await world.SubscriberAsync()).PausedUntil);

        await world.Desk.StateAsync("US");
        Assert.Empty(await world.MailsToAsync("desk@example.org"));
        world.Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single(await world.MailsToAsync("desk@example.org"));
    }

    [Fact]
    public async Task Another_address_waits_to_be_confirmed_and_strangers_are_not_flooded()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        var page = await PageAsync(world);
        for (var i = 1; i <= 3; i++)
        {
            using var moved = await world.SendAsync(page, ("address", $"new{i}@example.org"));
            Assert.Contains($"Mails go to new{i}@example.org once", await moved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Single(await world.MailsToAsync($"new{i}@example.org"));
        }

        using var refused = await world.SendAsync(page, ("address", "new4@example.org"));
        Assert.Contains("Too many addresses", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await world.PressAsync(ReadersWorld.LinkIn((await world.MailsToAsync("new3@example.org"))[0], "confirm"), "confirm");
        Assert.Equal("new3@example.org", (await world.SubscriberAsync()).Address);
        Assert.Empty(await world.ApplyAsync(AttributionsDesk.Desk));
    }

    [Theory]
    [InlineData("leave", "leave")]
    [InlineData("leave-digest", "leaveDigest")]
    [InlineData("leave-alerts", "leaveAlerts")]
    public async Task Leaving_is_a_form_that_can_be_taken_back_on_the_same_page(string link, string what)
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        var links = await world.LinksAsync();
        var words = MailWords.InEnglish;
        var path = ReadersWorld.PathOf(link switch { "leave" => links.Leave("desk"), "leave-digest" => links.LeaveDigest("desk"), _ => links.LeaveAlerts("desk") });

        Assert.Contains(words[$"{link}.button"], await world.Reader.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Equal((false, false, false), Off(await world.SubscriberAsync()));
        Assert.Contains(words[$"{link}.done.title"], await world.PressAsync(path, "leave"), StringComparison.Ordinal);
        Assert.Equal((what == "leave", what == "leaveDigest", what == "leaveAlerts"), Off(await world.SubscriberAsync()));
        await world.ApplyAsync(AttributionsDesk.Desk);
        Assert.Contains(words[$"{link}.back"], await world.Reader.GetStringAsync(path), StringComparison.Ordinal);
        await world.PressAsync(path, "back");
        Assert.Equal((false, false, false), Off(await world.SubscriberAsync()));

        using var oneClick = await world.Reader.PostAsync(path, PagesHost.Form(("List-Unsubscribe", "One-Click")));
        Assert.Equal((HttpStatusCode.OK, HttpMethod.Post), (oneClick.StatusCode, oneClick.RequestMessage!.Method));
        Assert.Equal((what == "leave", what == "leaveDigest", what == "leaveAlerts"), Off(await world.SubscriberAsync()));
    }

    [Fact]
    public async Task Who_was_removed_cannot_come_back_by_an_old_link()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        var links = await world.LinksAsync();
        await world.ChangeAsync("desk", desk => desk.Remove());

        await world.PressAsync(ReadersWorld.PathOf(links.Leave("desk")), "back");
        using var save = await world.Reader.PostAsync(ReadersWorld.PathOf(links.Preferences("desk")), PagesHost.Form(("do", "save"), ("address", "x@example.org")));

        var desk = await world.SubscriberAsync();
        Assert.Equal((true, "", null), (desk.Left, desk.Address, desk.NewAddress));
    }

    private static (bool All, bool Digest, bool Alerts) Off(Subscriber one) => (one.Left, one.DigestOffAt is not null, one.AlertsOffAt is not null);

    private static async Task<string> PageAsync(ReadersWorld world) => ReadersWorld.PathOf((await world.LinksAsync()).Preferences("desk"));
}
