using System.Net;
using Microsoft.EntityFrameworkCore;
using Monitor.Alerts;
using Monitor.IntegrationTests.Admin;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Readers;

/// <summary>Nothing but one link goes to an address that nobody has confirmed.</summary>
public sealed class ConfirmingTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_is_added_gets_one_link_and_nothing_else_until_it_is_used(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        await world.AddAsync("kim", "kim@example.org");
        await world.Desk.StateAsync("US");
        var mails = await world.MailsToAsync("kim@example.org");
        world.Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(mails.Select(mail => mail.Key), (await world.MailsToAsync("kim@example.org")).Select(mail => mail.Key));

        var link = ReadersWorld.LinkIn(Assert.Single(mails), "confirm");
        Assert.Contains("kim@example.org", await world.Reader.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Null((await world.SubscriberAsync("kim")).ConfirmedAt);

        var preferences = await world.PressAsync(link, "confirm");
        Assert.Contains("What Monitor sends you", preferences, StringComparison.Ordinal);
        Assert.NotNull((await world.SubscriberAsync("kim")).ConfirmedAt);
        await world.Desk.StateAsync("GB");
        Assert.Equal(["alert", "confirm"], (await world.MailsToAsync("kim@example.org")).Select(mail => mail.Key.Split('/')[0]).Order());
    }

    [Fact]
    public async Task A_link_is_good_once_and_for_seven_days_and_the_latest_only()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        await world.AddAsync("kim", "kim@example.org");
        var first = ReadersWorld.LinkIn((await world.MailsToAsync("kim@example.org")).Single(), "confirm");
        world.Host.Clock.Advance(AddressConfirmation.ValidFor);
        Assert.Equal(HttpStatusCode.Gone, await PressedAsync(world, first));

        await world.ChangeAsync("kim", kim => kim.ConfirmationDue = true);
        var second = ReadersWorld.LinkIn((await world.MailsToAsync("kim@example.org"))[^1], "confirm");
        await world.ChangeAsync("kim", kim => kim.ConfirmationDue = true);
        var third = ReadersWorld.LinkIn((await world.MailsToAsync("kim@example.org"))[^1], "confirm");
        Assert.Equal(HttpStatusCode.Gone, await PressedAsync(world, second));
        Assert.Equal(HttpStatusCode.OK, await PressedAsync(world, third));
        Assert.Equal(HttpStatusCode.Gone, await PressedAsync(world, third));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Another_address_in_the_file_gets_mails_once_it_is_confirmed_there(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        var moved = AttributionsDesk.Desk with { Address = "new-desk@example.org" };
        Assert.Contains("confirmed there", Assert.Single(await world.ApplyAsync(moved)), StringComparison.Ordinal);
        Assert.Empty(await world.ApplyAsync(moved));
        await world.Desk.StateAsync("US");

        var asked = Assert.Single(await world.MailsToAsync("new-desk@example.org"));
        Assert.NotEmpty(await world.MailsToAsync("desk@example.org"));
        await world.PressAsync(ReadersWorld.LinkIn(asked, "confirm"), "confirm");
        await world.Desk.StateAsync("GB");

        Assert.Equal("new-desk@example.org", (await world.SubscriberAsync()).Address);
        Assert.Equal(2, (await world.MailsToAsync("new-desk@example.org")).Count);
        Assert.Empty(await world.ApplyAsync(moved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_sign_up_page_says_the_same_to_all_and_sends_one_link_to_who_is_not_known(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind, ("PublicPages:SignUp", "true"));
        var pages = new List<string>();
        foreach (var address in (string[])["stranger@example.org", "STRANGER@example.org", "desk@example.org"])
        {
            using var answer = await world.SendAsync("/sign-up", ("address", address), ("zone", "Europe/Berlin"));
            pages.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Single(pages.Distinct());
        Assert.Empty(await world.MailsToAsync("desk@example.org"));
        var link = ReadersWorld.LinkIn(Assert.Single(await world.MailsToAsync("stranger@example.org")), "confirm");
        await world.PressAsync(link, "confirm");
        await using var db = world.Host.Contexts.CreateDbContext();
        var stranger = await db.Set<Subscriber>().SingleAsync(subscriber => subscriber.SignedUp);
        Assert.Equal(("Europe/Berlin", true), (stranger.Settings.TimeZone, stranger.ConfirmedAt is not null));
        Assert.DoesNotContain("stranger", stranger.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_never_confirms_is_forgotten_and_who_asks_too_often_is_told_to_wait()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite, ("PublicPages:SignUp", "true"));
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 31; i++)
        {
            using var answer = await world.Reader.PostAsync("/sign-up", PagesHost.Form(("address", $"a{i}@example.org"), ("zone", "UTC")));
            codes.Add(answer.StatusCode);
        }

        Assert.Equal(30, codes.Count(code => code == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
        Assert.Equal(30, (await world.Desk.NotifyAsync()).Count);
        world.Host.Clock.Advance(AddressConfirmation.ValidFor + TimeSpan.FromHours(1));
        await world.Desk.NotifyAsync();
        await using var db = world.Host.Contexts.CreateDbContext();
        Assert.False(await db.Set<Subscriber>().AnyAsync(subscriber => subscriber.SignedUp));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_is_added_again_with_another_address_is_told_nothing_of_before_until_it_is_confirmed(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        await using (var db = world.Host.Contexts.CreateDbContext())
        {
            var (desk, now) = (await db.Set<Subscriber>().SingleAsync(), world.Host.Clock.GetUtcNow());
            await db.PauseAsync(desk, now.AddHours(1), now, CancellationToken.None);
            await db.SaveChangesAsync();
        }

        await world.Desk.StateAsync("US");
        Assert.Empty(await world.Desk.NotifyAsync());
        await world.ChangeAsync("desk", desk => desk.Remove());
        await world.ChangeAsync("desk", desk => desk.TakeInAgain("other@example.org", desk.Settings, world.Host.Clock.GetUtcNow()));
        world.Host.Clock.Advance(TimeSpan.FromHours(2));

        Assert.StartsWith("confirm/", Assert.Single(await world.Desk.NotifyAsync()).Key, StringComparison.Ordinal);
        await using var after = world.Host.Contexts.CreateDbContext();
        Assert.Equal("the address is not confirmed", await after.Set<AlertEntry>().Select(entry => entry.Reason).SingleAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_comes_while_an_address_refuses_mails_is_told_after_it(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        await world.ChangeAsync("desk", desk => desk.SuppressedAddress = desk.Address);
        await world.Desk.StateAsync("US");
        Assert.Empty(await world.Desk.NotifyAsync());
        await using (var db = world.Host.Contexts.CreateDbContext())
        {
            var held = await db.Set<AlertEntry>().SingleAsync();
            Assert.Equal((AlertEntryState.Waiting, "the address refuses mails"), (held.State, held.Reason));
        }

        await world.ChangeAsync("desk", desk => desk.Confirm(world.Host.Clock.GetUtcNow(), 0));
        Assert.Single(await world.MailsToAsync("desk@example.org"));
    }

    [Fact]
    public async Task Who_asks_again_gets_a_link_a_day_and_three_in_all()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite, ("PublicPages:SignUp", "true"));
        for (var day = 0; day < 5; day++)
        {
            for (var time = 0; time < 2; time++)
            {
                using var answer = await world.Reader.PostAsync("/sign-up", PagesHost.Form(("address", "stranger@example.org"), ("zone", "UTC")));
                Assert.InRange((await world.MailsToAsync("stranger@example.org")).Count, 1, Math.Min(day + 1, 3));
            }

            world.Host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(3, (await world.MailsToAsync("stranger@example.org")).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Many_who_ask_at_once_for_one_address_are_one(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind, ("PublicPages:SignUp", "true"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => world.Reader.PostAsync("/sign-up", PagesHost.Form(("address", "stranger@example.org"), ("zone", "UTC")))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await using var db = world.Host.Contexts.CreateDbContext();
        Assert.Equal(1, await db.Set<Subscriber>().CountAsync(subscriber => subscriber.SignedUp));
    }

    [Fact]
    public async Task Behind_the_proxy_each_stranger_is_counted_alone()
    {
        await using var world = await ReadersWorld.StartAsync(
            DatabaseKind.Sqlite, ("PublicPages:SignUp", "true"), ("Pages:TrustedProxies", "127.0.0.1"));
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 33; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-up") { Content = PagesHost.Form(("address", "nobody"), ("zone", "UTC")) };
            request.Headers.Add("X-Forwarded-For", i < 31 ? "203.0.113.7" : "203.0.113.8");
            using var answer = await world.Reader.SendAsync(request);
            codes.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK], codes[29..]);
    }

    [Fact]
    public async Task What_is_no_address_is_said_in_the_language_that_was_chosen()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite, ("PublicPages:SignUp", "true"));
        using var answer = await world.SendAsync("/sign-up", ("address", "nobody"), ("language", "de"));
        Assert.Contains("„nobody“ ist keine Mailadresse.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PressedAsync(ReadersWorld world, string link)
    {
        using var answer = await world.Reader.PostAsync(link, PagesHost.Form(("do", "confirm")));
        return answer.StatusCode;
    }
}
