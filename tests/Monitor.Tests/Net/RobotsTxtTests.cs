using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Net.Robots;

namespace Monitor.Tests.Net;

public sealed class RobotsTxtTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("robots.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_page_is_fetched_where_robots_txt_allows_it(string text, string expected)
    {
        var bar = text.LastIndexOf(" | ", StringComparison.Ordinal);
        var rules = RobotsTxt.Parse(Encoding.UTF8.GetBytes(text[..bar]), RobotsRules.Robot);

        Assert.Equal(expected, rules.Allows(new Uri("https://www.example.org" + text[(bar + 3)..])) ? "allowed" : "refused");
    }

    [Fact]
    public void Any_bytes_are_some_robots_txt() =>
        Prop.ForAll((byte[] body, NonNull<string> path) =>
        {
            var rules = RobotsTxt.Parse(body, RobotsRules.Robot);
            return rules.Allows(new Uri("https://www.example.org/" + Uri.EscapeDataString(path.Get))) || true;
        }).Holds();

    [Fact]
    public void Many_stars_take_no_exponential_time()
    {
        var rules = RobotsTxt.Parse(Encoding.UTF8.GetBytes($"User-agent: *\nDisallow: /{string.Concat(Enumerable.Repeat("*a", 900))}b$"), RobotsRules.Robot);

        Assert.True(rules.Allows(new Uri("https://www.example.org/" + new string('a', 2_000))));
    }
}
