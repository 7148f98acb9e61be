using System.Globalization;
using Monitor.Net;

namespace Monitor.Tests.Net;

public sealed class WebTimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases => CaseFile.Read("web-times.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_server_states_how_long_to_wait(string text, string expected)
    {
        var headers = new WebHeaders(text.Split(" | ").Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1])));

        Assert.Equal(expected, $"{Seconds(WebTimes.FreshFor(headers, Noon))} {Seconds(WebTimes.RetryAfter(headers, Noon))}");
    }

    private static string Seconds(TimeSpan? span) => span?.TotalSeconds.ToString(CultureInfo.InvariantCulture) ?? "-";
}
