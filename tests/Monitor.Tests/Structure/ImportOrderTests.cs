using System.Text.RegularExpressions;

namespace Monitor.Tests.Structure;

/// <summary>Imports go one way: of slices, and of the rooms inside a slice. src/ARCHITECTURE.md draws the order.</summary>
public sealed class ImportOrderTests
{
    /// <summary>
    /// What stands in a folder, in the order of imports: each names only those left of it. The files of the folder itself are its face:
    /// they and the rooms below may name each other. What is left out of a list is nobody's room.
    /// </summary>
    private static readonly Dictionary<string, string[]> Orders = new()
    {
        // Storage is everybody's, since there is one context.
        ["Monitor.Core"] =
        [
            "Audit", "Accounts", "Config", "Languages", "Text", "Telemetry", "Net", "Runs", "Delivery", "Feeds", "Articles", "Rules", "Actors", "Tagging", "Attributions",
            "Stories", "Backtests", "AttributionEvents", "Listings", "Search", "Subscribers", "Alerts", "Digests", "Pipeline",
        ],
        ["Monitor.Core/Articles"] = ["Addresses", "Extraction", "Walls"],
        ["Monitor.Core/AttributionEvents"] = ["Chains", "Summaries", "Export"],
        ["Monitor.Core/Articles/Extraction"] = ["Markup", "Metadata"],
        ["Monitor.Core/Attributions"] = ["Learnt", "Cues", "Sentences", "Parties", "Offices", "Roles", "Scenes", "Statements", "Weighed", "Incidents"],
        ["Monitor.Core/Digests"] = ["Changes"],
        ["Monitor.Core/Delivery"] = ["Channels", "Mail", "Bounces", "Webhooks", "Matrix"],
        ["Monitor.Core/Delivery/Mail"] = ["Smtp"],
        ["Monitor.Core/Feeds"] = ["Markup", "Dates", "Html", "Addresses", "Parsing", "Readers", "Polling", "Discovery", "Opml"],
        ["Monitor.Core/Net"] = ["Bodies", "Robots"],
        ["Monitor.Core/Pipeline"] = ["Grouping", "Retention"],
        ["Monitor.Core/Rules"] = ["Phrases", "Signs"],
        ["Monitor.Core/Subscribers"] = ["Refusals", "Deeds"],
        ["Monitor.Core/Stories"] = ["Terms", "OwnTexts", "Copies", "Index", "Keeping", "Evaluation"],
        ["Monitor.Core/Stories/Index"] = ["Postings"],
        ["Monitor.Worker"] = ["Json", "Settings", "Health", "Jobs", "Public", "Admin", "Api", "Hosting", "Demo", "Cli"],
        ["Monitor.Worker/Admin"] = ["Entry", "Rules", "Pages"],
        ["Monitor.Worker/Api"] = ["Taxii", "FeedsOut", "Deeds"],
        ["Monitor.Worker/Admin/Pages"] = ["Parts", "Copies", "Lists", "Book", "Steering", "Judge"],
        ["Monitor.Worker/Json"] = ["Shapes", "Deeds"],
        ["Monitor.Worker/Json/Shapes"] = ["Polls"],
        ["Monitor.Worker/Cli"] =
        [
            "Actors", "Admin", "Article", "Completion", "Config", "Database", "Demo", "Doctor", "Evaluate", "Feed", "Mail", "Rules", "Run", "Search", "Stories",
            "Attributions", "Events",
            "Subscriber", "Digest", "Tags",
        ],
    };

    /// <summary>Folders whose parts are in no order: the storage serves all slices, and each provider's migrations are a tool's.</summary>
    private static readonly string[] Unordered = ["Monitor.Core/Storage"];

    public static TheoryData<string, string> Rooms
    {
        get
        {
            var rooms = new TheoryData<string, string>();
            foreach (var (folder, order) in Orders)
            {
                order.ToList().ForEach(room => rooms.Add(folder, room));
            }

            return rooms;
        }
    }

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_names_only_rooms_left_of_it(string folder, string room)
    {
        var order = Orders[folder];
        var wrong =
            from file in SourceFiles.In($"src/{folder}/{room}")
            let text = File.ReadAllText(file)
            from other in order[(Array.IndexOf(order, room) + 1)..]
            where Naming(folder, other).IsMatch(text)
            select $"{SourceFiles.NameOf(file)} names {other}";

        Laws.Hold(wrong);
    }

    [Fact]
    public void Every_room_has_its_place_in_an_order()
    {
        var parts = SourceFiles.Written("src")
            .Select(file => SourceFiles.NameOf(file)["src/".Length..])
            .SelectMany(name => Parents(name[..name.LastIndexOf('/')]))
            .Distinct();
        var lost =
            from part in parts
            let parent = part[..part.LastIndexOf('/')]
            where !Unordered.Contains(parent) && !(Orders.GetValueOrDefault(parent)?.Contains(part[(parent.Length + 1)..]) ?? false)
            where part is not "Monitor.Core/Storage"
            select part;

        Laws.Hold(lost);
    }

    /// <summary>"A/B/C" as "A/B/C" and "A/B".</summary>
    private static IEnumerable<string> Parents(string folder)
    {
        for (; folder.Contains('/', StringComparison.Ordinal); folder = folder[..folder.LastIndexOf('/')])
        {
            yield return folder;
        }
    }

    /// <summary>The room's namespace in full, or one of its types behind the room's name.</summary>
    private static Regex Naming(string folder, string room)
    {
        var space = (folder.Replace("Monitor.Core", "Monitor", StringComparison.Ordinal) + "/" + room).Replace('/', '.');
        var types = SourceFiles.In($"src/{folder}/{room}").Select(file => Path.GetFileName(file).Split('.')[0]).Distinct();
        return new Regex($@"\b{Regex.Escape(space)}\b|(?<![\w.]){room}\.({string.Join('|', types.Select(Regex.Escape))})\b");
    }
}
