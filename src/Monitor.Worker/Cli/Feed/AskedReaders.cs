using System.CommandLine;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Readers;

namespace Monitor.Worker.Cli.Feed;

/// <summary>Which readers a command asks: one, or both for the sake of comparing them.</summary>
/// <param name="First">Whose reading is shown.</param>
/// <param name="Second">Whose reading is compared with it; null for nobody's.</param>
internal sealed record AskedReaders(FeedReaderKind First, FeedReaderKind? Second)
{
    private const string Both = "both";

    public static Option<string> Option()
    {
        var option = new Option<string>("--reader")
        {
            Description = "Who reads it; both shows entry by entry where the two differ.",
            HelpName = "monitor|codehollow|both",
            DefaultValueFactory = _ => NameOf(FeedReaderKind.Monitor),
        };
        option.AcceptOnlyFromAmong(NameOf(FeedReaderKind.Monitor), NameOf(FeedReaderKind.CodeHollow), Both);
        return option;
    }

    public static AskedReaders Of(string given) => given == Both
        ? new AskedReaders(FeedReaderKind.Monitor, FeedReaderKind.CodeHollow)
        : new AskedReaders(Enum.Parse<FeedReaderKind>(given, ignoreCase: true), null);

    public static string NameOf(FeedReaderKind reader) => reader.ToString().ToLowerInvariant();

    /// <summary>What no reader need see.</summary>
    public FeedCheckResult Refuse(FeedParseResult refused) => new(refused, Second is null ? null : refused, this);

    public FeedCheckResult Parse(byte[] body, string? contentType, Uri? address, FeedLimits limits) =>
        new(First.Parse(body, contentType, address, limits), Second?.Parse(body, contentType, address, limits), this);
}
