using Monitor.Feeds.Addresses;
using Monitor.Feeds.Discovery;

namespace Monitor.Tests.Feeds;

public sealed class WrittenAddressTests
{
    public static TheoryData<string, string> Addresses => CaseFile.Read("written-addresses.cases");

    public static TheoryData<string, string> Counted => CaseFile.Read("redirectors.cases");

    public static TheoryData<string, string> Typed => CaseFile.Read("typed-addresses.cases");

    [Theory, MemberData(nameof(Addresses))]
    public void An_address_is_mended_where_its_meaning_is_clear(string written, string meant)
    {
        var parts = written.Split(" | ");

        Assert.Equal(meant, WrittenAddress.Of(parts[0].Trim(), parts[1].Trim()));
    }

    [Theory, MemberData(nameof(Counted))]
    public void A_counting_service_is_left_out_where_its_address_carries_the_target(string address, string target) =>
        Assert.Equal(target, Redirectors.TargetOf(address) ?? "-");

    [Theory, MemberData(nameof(Typed))]
    public void An_address_may_be_typed_as_people_do(string typed, string tried) =>
        Assert.Equal(tried, string.Join(' ', TypedAddress.Of(typed).Select(address => address.AbsoluteUri)));
}
