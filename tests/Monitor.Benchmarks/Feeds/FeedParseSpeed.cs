using System.Globalization;
using System.Text;
using Monitor.Feeds.Parsing;

namespace Monitor.Benchmarks.Feeds;

/// <summary>
/// Our parser and CodeHollow.FeedReader on the same ordinary feeds (<see cref="FeedFarm"/>), document by document in turn, so that whatever else the machine
/// does meets both: processor time of each.
/// </summary>
internal static class FeedParseSpeed
{
    private const int Feeds = 360;
    private const int Rounds = 3;

    public static int Run()
    {
        var documents = FeedFarm.Documents(Feeds).ToList();
        var (ours, theirs) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var round = 0; round < Rounds; round++)
        {
            (ours, theirs) = (TimeSpan.Zero, TimeSpan.Zero);
            foreach (var document in documents)
            {
                ours += Used(() => FeedParser.Parse(document));
                theirs += Used(() => CodeHollow.FeedReader.FeedReader.ReadFromString(Encoding.UTF8.GetString(document)));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Feeds} feeds, {documents.Sum(document => document.Length) / 1e6:0.0} MB, the last of {Rounds} rounds: monitor {ours.TotalSeconds:0.00} s, CodeHollow "
                + $"{theirs.TotalSeconds:0.00} s"));
        return 0;
    }

    private static TimeSpan Used(Action parse)
    {
        var before = Environment.CpuUsage.TotalTime;
        parse();
        return Environment.CpuUsage.TotalTime - before;
    }
}
