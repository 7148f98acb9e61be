using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Polling;

namespace Monitor.Feeds.Opml;

/// <summary>What became of a list of feeds.</summary>
/// <param name="Faults">What could not be taken over, each with the reason.</param>
public sealed record FeedListReport(int Added, int Known, IReadOnlyList<string> Faults);

/// <summary>Takes lists of feeds (OPML) into the database, and gives them back with their folders and unknown attributes.</summary>
public static class FeedList
{
    public const int NameCharactersMax = 500;

    /// <summary>
    /// Stages the feeds that are not known yet; the caller saves. What is known stays as it is. What the database would refuse is never
    /// staged, so that one bad line costs itself only.
    /// </summary>
    public static async Task<FeedListReport> ImportAsync(
        DbContext db, OpmlDocument document, FeedOrigin origin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(document);
        var known = (await db.Set<Feed>().Select(feed => feed.Url).ToListAsync(cancellationToken)).Select(OpmlDocument.Key).ToHashSet(StringComparer.Ordinal);
        var outlets = await db.Set<Outlet>().ToDictionaryAsync(outlet => outlet.Name, StringComparer.Ordinal, cancellationToken);
        var faults = document.Duplicates().Select(twice => $"{Shown(twice.FeedUrl)}: stands in the list {twice.Times} times").ToList();
        var (added, alreadyKnown) = (0, 0);
        foreach (var (outline, folders) in document.Feeds())
        {
            if (TypedAddress.Of(outline.FeedUrl!) is not [var address, ..])
            {
                faults.Add($"{Shown(outline.FeedUrl!)}: no web address");
                continue;
            }

            if (Net.WebAddress.WithoutCredentials(address).AbsoluteUri.Length > Feed.UrlCharactersMax)
            {
                faults.Add($"{Shown(outline.FeedUrl!)}: longer than {Feed.UrlCharactersMax} characters");
                continue;
            }

            if (outline.Weight is { } given && WeightOf(outline) is null)
            {
                faults.Add($"{Shown(outline.FeedUrl!)}: weight=\"{given}\" is no whole number from 0 to {Outlet.WeightMax}: counts as before");
            }

            var wish = default(PollWish);
            if (outline.Every is not null && !PollWish.TryParse(outline.Every, out wish))
            {
                faults.Add($"{Shown(outline.FeedUrl!)}: every=\"{outline.Every}\" is no span between a minute and a day such as 5m: polled as its news come");
            }

            if (!known.Add(OpmlDocument.Key(Net.WebAddress.WithoutCredentials(address).AbsoluteUri)))
            {
                alreadyKnown++;
                continue;
            }

            var title = Name(outline.Name ?? address.Host, outline, faults);
            var feed = Feed.Of(address, title, OutletOf(outlets, outline, title, faults), now);
            feed.Origin = origin;
            feed.Every = wish.Every > TimeSpan.Zero ? wish.Every : null;
            feed.IsAgreed = wish.IsAgreed;
            feed.Folder = string.Join('/', folders.Select(Uri.EscapeDataString));
            feed.OutlineAttributes = JsonSerializer.Serialize(new KeptOutline(outline.Title, outline.SiteUrl, outline.Attributes));
            db.Add(feed);
            added++;
        }

        return new FeedListReport(added, alreadyKnown, faults);
    }

    public static async Task<OpmlDocument> ExportAsync(DbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var feeds = await db.Set<Feed>().AsNoTracking().Include(feed => feed.Outlet).OrderBy(feed => feed.Id).ToListAsync(cancellationToken);
        return new OpmlDocument("Feeds of Monitor", Level([.. feeds.Select(feed => (Folders: FoldersOf(feed), Feed: feed))], 0));
    }

    private static List<OpmlOutline> Level(List<(string[] Folders, Feed Feed)> feeds, int depth)
    {
        // Feeds of this folder and its sub-folders stand in the order in which the first of each came.
        var outlines = new List<OpmlOutline>();
        foreach (var group in feeds.GroupBy(pair => pair.Folders.ElementAtOrDefault(depth)))
        {
            outlines.AddRange(group.Key is null
                ? group.Select(pair => OutlineOf(pair.Feed))
                : [new OpmlOutline { Text = group.Key, Children = Level([.. group], depth + 1) }]);
        }

        return outlines;
    }

    private static string Name(string name, OpmlOutline outline, List<string> faults)
    {
        if (name.Length > NameCharactersMax)
        {
            faults.Add($"{Shown(outline.FeedUrl!)}: its name has {name.Length} characters, of which {NameCharactersMax} are kept");
            return $"{name[..(char.IsHighSurrogate(name[NameCharactersMax - 2]) ? NameCharactersMax - 2 : NameCharactersMax - 1)]}…";
        }

        return name;
    }

    /// <summary>An address as faults show it: without the password that it may hold, and not longer than a line.</summary>
    private static string Shown(string address)
    {
        var shown = Uri.TryCreate(address, UriKind.Absolute, out var whole) ? Net.WebAddress.WithoutCredentials(whole).AbsoluteUri : address;
        return shown.Length > 100 ? $"{shown[..100]}…" : shown;
    }

    private static Outlet OutletOf(Dictionary<string, Outlet> outlets, OpmlOutline outline, string title, List<string> faults)
    {
        var name = Name(outline.Outlet ?? title, outline, faults);
        if (!outlets.TryGetValue(name, out var outlet))
        {
            outlets[name] = outlet = new Outlet { Name = name, SpeaksFor = outline.SpeaksFor, Site = outline.SiteUrl };
        }

        outlet.SpeaksFor ??= outline.SpeaksFor;
        outlet.Weight = WeightOf(outline) ?? outlet.Weight;
        return outlet;
    }

    /// <summary>The weight that an outline gives its outlet; null where it gives none that counts.</summary>
    internal static int? WeightOf(OpmlOutline outline) =>
        int.TryParse(outline.Weight, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight <= Outlet.WeightMax ? weight : null;

    private static OpmlOutline OutlineOf(Feed feed)
    {
        var kept = feed.OutlineAttributes is null ? null : JsonSerializer.Deserialize<KeptOutline>(feed.OutlineAttributes);
        return new OpmlOutline
        {
            Text = feed.Title,
            Title = kept?.Title,
            FeedUrl = feed.Url,
            SiteUrl = kept?.SiteUrl ?? feed.Outlet.Site,
            Outlet = feed.Outlet.Name == feed.Title ? null : feed.Outlet.Name,
            SpeaksFor = feed.Outlet.SpeaksFor,
            Every = feed.Wish?.ToString(),
            Weight = feed.Outlet.Weight == Outlet.UsualWeight ? null : feed.Outlet.Weight.ToString(CultureInfo.InvariantCulture),
            IsUntried = feed.FirstFetchedAt is null,
            Attributes = kept?.Attributes ?? [],
        };
    }

    private static string[] FoldersOf(Feed feed) =>
        feed.Folder.Length == 0 ? [] : [.. feed.Folder.Split('/').Select(Uri.UnescapeDataString)];

    /// <summary>What an outline brought that Monitor has no use for, kept for the way back.</summary>
    private sealed record KeptOutline(string? Title, string? SiteUrl, IReadOnlyList<OpmlAttribute> Attributes);
}
