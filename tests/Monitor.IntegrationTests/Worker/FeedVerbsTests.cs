using System.Globalization;

namespace Monitor.IntegrationTests.Worker;

/// <summary>What an operator types to steer how feeds are polled, in a folder that held nothing before.</summary>
public sealed class FeedVerbsTests
{
    /// <summary>In this order: what is typed, the exit code, what is said.</summary>
    private static readonly (string Typed, int Code, string Told)[] Verbs =
    [
        ("feed add 127.0.0.1:9", 1, "Net:PrivateNetworks names the networks that may be asked all the same"),
        ("feed import by-hand.opml", 0, "1"),
        ("feed set 1 --every 10s", 2, "\"10s\" is no span between a minute and a day"),
        ("feed set Harbour --every 5m --agreed", 0, "Feed 1, Harbour: polled every 5 min, as agreed with its publisher"),
        ("feed set 1 --outlet Post --agent Reader/1.0", 0, "its outlet Harbour is called Post now"),
        ("feed set 1 --password-file password", 0, "signs in as reader"),
        ("feed list --json", 0, "\"every\":\"5m agreed\",\"agent\":\"Reader/1.0\",\"origin\":\"by-hand\""),
        ("feed pause 1", 0, "Feed 1, Harbour: paused; 'monitor feed resume 1' polls it again"),
        ("feed resume 1", 0, "Feed 1, Harbour: polled again, next "),
        ("feed move 1 http://harbour.example/new", 0, "at http://harbour.example/new from now on, not http://harbour.example/feed"),
        ("config apply named", 0, "+ feeds.opml http://coast.example/feed"),
        ("config apply renamed --dry-run", 0, "    outlet: Coast → Shore"),
        ("config apply left --dry-run", 0, "- feeds.opml http://coast.example/feed"),
        ("config apply left", 0, "applied: 0 added, 0 changed, 1 removed"),
        ("feed list", 0, "paused: it has left feeds.opml"),
        ("feed resume 2", 0, "Feed 2, Coast: polled again, next "),
        ("feed remove 1", 0, "removed with its history; no articles that it listed stay"),
    ];

    [Fact]
    public async Task Each_verb_does_what_it_says_and_says_what_it_did()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-verbs-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "by-hand.opml"), Opml(Outline("Harbour")));
            await File.WriteAllTextAsync(Path.Combine(folder, "password"), "reader:secret\n");
            foreach (var (name, outlines) in new[] { ("named", Outline("Coast")), ("renamed", Outline("Coast", "monitor:outlet=\"Shore\"")), ("left", "") })
            {
                Directory.CreateDirectory(Path.Combine(folder, name));
                await File.WriteAllTextAsync(Path.Combine(folder, name, "feeds.opml"), Opml(outlines));
            }

            foreach (var (typed, code, told) in Verbs)
            {
                var (exit, output, errors) = await CommandLineTests.RunInAsync(folder, typed.Split(' '));

                Assert.True(exit == code && (output + errors).Contains(told, StringComparison.Ordinal), $"{typed}: {exit}\n{output}{errors}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Opml(string outlines) =>
        $"<opml version=\"2.0\" xmlns:monitor=\"urn:monitor:opml\"><body>{outlines}</body></opml>";

    private static string Outline(string name, string attributes = "") =>
        $"<outline text=\"{name}\" type=\"rss\" xmlUrl=\"http://{name.ToLower(CultureInfo.InvariantCulture)}.example/feed\" {attributes}/>";
}
