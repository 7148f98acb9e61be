using System.Net;
using Monitor.Net;

namespace Monitor.Tests.Net;

public sealed class AddressGuardTests
{
    private static readonly NetOptions Options = new();

    public static TheoryData<string, string> Cases => CaseFile.Read("guarded-addresses.cases");

    [Theory, MemberData(nameof(Cases))]
    public async Task An_address_is_fetched_only_if_all_it_leads_to_is_public(string text, string expected)
    {
        var (address, answers) = Parse(text);
        if (expected == "allowed")
        {
            var guard = new AddressGuard();
            Assert.All(answers ?? [IPAddress.Parse(address.IdnHost)], answer => Assert.Null(guard.Refusal(answer)));
            return;
        }

        // A refusal comes before any socket is opened; a name without a listed answer must not need one.
        using var http = new OutgoingHttp(
            Options, new LocalHostBudget(TimeProvider.System), TimeProvider.System,
            (host, _) => Task.FromResult(answers ?? throw new InvalidOperationException($"{host} was to be looked up")));

        var answer = Assert.IsType<WebAnswer.Failed>(await http.GetAsync(new PageRequest(address), CancellationToken.None));

        Assert.True(answer.Trouble is WebTrouble.AddressForbidden or WebTrouble.BadAddress, answer.ToString());
        Assert.Contains(expected, answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.20.0.0/16", "10.20.3.4", true)]
    [InlineData("10.20.0.0/16", "10.21.0.1", false)]
    [InlineData("10.20.0.0/16", "::ffff:10.20.3.4", true)]
    [InlineData("10.20.0.0/16", "64:ff9b::10.20.3.4", true)]
    [InlineData("fd00:1::/32", "fd00:1::7", true)]
    [InlineData("fd00:1::/32", "fd00:2::7", false)]
    public void Private_networks_are_asked_where_the_admin_lists_them(string listed, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new AddressGuard([listed]).Refusal(IPAddress.Parse(address)) is null);

    private static (Uri Address, IPAddress[]? Answers) Parse(string text)
    {
        var bracket = text.IndexOf(" [", StringComparison.Ordinal);
        return bracket < 0
            ? (new Uri(text), null)
            : (new Uri(text[..bracket]), [.. text[(bracket + 2)..^1].Split(' ').Select(IPAddress.Parse)]);
    }
}
