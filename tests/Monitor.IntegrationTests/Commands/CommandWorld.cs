using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Monitor.IntegrationTests.Worker;

namespace Monitor.IntegrationTests.Commands;

/// <summary>A folder with a config, a site on loopback, and files that commands take; what a case writes in braces stands for them.</summary>
internal sealed class CommandWorld : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("monitor-commands-").FullName;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly NewsSite _site;

    private CommandWorld(NewsSite site) => _site = site;

    public static async Task<CommandWorld> CreateAsync()
    {
        var world = new CommandWorld(await NewsSite.StartAsync(outlets: 1));
        world.Write();
        return world;
    }

    /// <summary>The path of a file of the world.</summary>
    public string this[string file] => Path.Combine(_root, file);

    /// <summary>A file that a verb wrote gets its name.</summary>
    public void Name(string file) => _names[file] = this[file];

    /// <summary>A case with the names in braces put in.</summary>
    public string Fill(string line) => _names.Aggregate(line, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    private void Write()
    {
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "config"), this["config"]);
        // Nothing of the world is polled but the site on loopback.
        File.Delete(Path.Combine(this["config"], "feeds.opml"));
        File.WriteAllText(this["settings.json"], new JsonObject
        {
            ["Storage"] = new JsonObject { ["DataFolder"] = this["data"], ["Database"] = $"sqlite:{this["monitor.db"]}" },
            ["Pages"] = new JsonObject { ["Address"] = $"http://127.0.0.1:{FreePort()}" },
            ["Net"] = new JsonObject { ["Contact"] = "a test on loopback", ["PrivateNetworks"] = "127.0.0.0/8" },
        }.ToJsonString());
        File.WriteAllText(this["list.opml"],
            """<opml version="2.0"><body><outline text="Harbour Post" xmlUrl="http://harbour-post.example/feed"/></body></opml>""");
        File.WriteAllText(this["dates"], "19 Jul 2021 12:00 GMT\n");
        File.WriteAllText(this["page.html"], "<title>A page</title><article><p>Norway accused Russia of hacking its parliament.</p></article>");
        File.WriteAllText(this["text"], "Norway accused Russia of hacking its parliament.");
        File.WriteAllText(this["groups.json"], """{"values":[{"value":"Grey Heron","meta":{"synonyms":["Heron Team"]}}],"type":"threat-actor"}""");
        File.WriteAllText(this["pairs"], """{"a":"1","b":"2"}""" + "\n");
        File.WriteAllText(this["pairs.gold"], """{"a":"1","b":"2","relation":"none","sameStory":true}""" + "\n");
        File.WriteAllText(this["stories.gold"], """{"id":"1","story":"a"}""" + "\n" + """{"id":"2","story":"a"}""" + "\n");
        File.WriteAllText(this["countries.gold"], """{"id":"1","pairs":["NO>RU"],"named":true}""" + "\n");
        File.WriteAllText(this["statements.gold"], new JsonObject
        {
            ["documents"] = new JsonArray(new JsonObject
            {
                ["file"] = "1",
                ["attributions"] = new JsonArray(new JsonObject
                {
                    ["accuser"] = new JsonObject { ["id"] = "country:NO" },
                    ["accused"] = new JsonObject { ["id"] = "country:RU" },
                    ["strength"] = "direct-official",
                }),
            }),
        }.ToJsonString());
        File.WriteAllText(
            this["few.jsonl"],
            Article("1", "Harbour Post", "Norway names Russia", "Norway accused Russia of hacking its parliament last spring, the foreign ministry said.")
            + Article("2", "Fjord Times", "Oslo points at Moscow", "The government in Oslo blamed Russia for the attack on the parliament's mail in spring."));
        File.WriteAllText(this["feed.xml"], "<rss version=\"2.0\"><channel><title>T</title><item><title>One</title><guid>1</guid></item></channel></rss>");
        Directory.CreateDirectory(this["mails"]);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Cases", "bounces", "01-postfix-user-unknown.eml"), Path.Combine(this["mails"], "1.eml"));
        foreach (var file in Directory.EnumerateFileSystemEntries(_root).ToList())
        {
            _names[Path.GetFileName(file)] = file;
        }

        _names["config"] = this["config"];
        _names["out"] = this["out"];
        _names["db"] = $"--settings {this["settings.json"]}";
        _names["articles"] = Path.Combine(AppContext.BaseDirectory, "Demo", "articles.jsonl");
        _names["site"] = _site.Feeds[0].AbsoluteUri;
    }

    private static string Article(string id, string outlet, string title, string text) =>
        new JsonObject { ["id"] = id, ["outlet"] = outlet, ["title"] = title, ["text"] = text, ["language"] = "en" }.ToJsonString() + "\n";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void CopyFolder(string from, string to)
    {
        // Not the words of languages: a process reads them once, from the bundle.
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
