using System.Net;
using Monitor.Net;
using Monitor.Worker.Admin;
using Monitor.Worker.Public;
using Monitor.Worker.Settings;

namespace Monitor.Tests.Worker;

public sealed class AccessTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/rules/cyber-attack?try=3", "/rules/cyber-attack?try=3")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("rules", "/")]
    [InlineData("//hostile.example", "/")]
    [InlineData("/\\hostile.example", "/")]
    [InlineData("https://hostile.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/rules\r\nSet-Cookie: a=b", "/")]
    public void The_way_back_after_a_sign_in_leads_to_our_own_pages_only(string? to, string way) => Assert.Equal(way, Access.WayBack(to));

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.0.0.2:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://192.0.2.7:8080", false)]
    [InlineData("http://[::ffff:192.0.2.7]:8080", false)]
    public void Only_pages_of_this_machine_are_open_to_readers(string address, bool isOpen)
    {
        Assert.Equal(isOpen, PagesAddress.Of(new PagesOptions { Address = address }).IsOpenToRead);
        Assert.False(PagesAddress.Of(new PagesOptions { Address = address, SignInToRead = true }).IsOpenToRead);
    }

    [Theory]
    [InlineData("127.0.0.1:8080")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:8080/monitor")]
    [InlineData("http://monitor.example:8080")]
    [InlineData("")]
    public void What_is_no_address_is_refused(string address) =>
        Assert.Contains("Pages:Address", Assert.Throws<SettingsException>(() => PagesAddress.Of(new PagesOptions
        {
            Address = address,
        })).Message, StringComparison.Ordinal);

    [Fact]
    public void An_address_that_fails_too_often_waits_for_the_window_to_end()
    {
        var clock = new SimulatedClock(Noon);
        var tries = new AddressTries(clock);
        var address = IPAddress.Parse("2001:db8:1:2::7");
        for (var i = 0; i < AddressTries.FailuresMax; i++)
        {
            Assert.Null(tries.Take(address));
        }

        Assert.Equal(AddressTries.Window, tries.Take(address));
        Assert.NotNull(tries.Take(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(tries.Take(IPAddress.Parse("2001:db8:1:3::7")));
        Assert.Null(tries.Take(IPAddress.Parse("192.0.2.7")));
        clock.Advance(AddressTries.Window);
        Assert.Null(tries.Take(address));
    }

    [Fact]
    public void A_sign_in_that_was_right_leaves_no_failure()
    {
        var tries = new AddressTries(new SimulatedClock(Noon));
        for (var i = 0; i < 3 * AddressTries.FailuresMax; i++)
        {
            Assert.Null(tries.Take(IPAddress.Loopback));
            tries.TakeBack(IPAddress.Loopback);
        }

        Assert.Equal(0, tries.AddressesKnown);
    }

    [Fact]
    public void A_flood_of_addresses_is_forgotten_and_not_kept()
    {
        var tries = new AddressTries(new SimulatedClock(Noon));
        for (var i = 0; i < 3 * AddressTries.AddressesMax; i++)
        {
            tries.Take(new IPAddress(i));
        }

        Assert.True(tries.AddressesKnown <= AddressTries.AddressesMax);
    }
}
