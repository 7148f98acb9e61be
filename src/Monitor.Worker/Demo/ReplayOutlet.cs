using System.Globalization;
using System.Text;

namespace Monitor.Worker.Demo;

/// <summary>An outlet of an archive on loopback: its host name, its feed and its articles in the order in which they appear.</summary>
public sealed class ReplayOutlet
{
    /// <summary>What a feed lists at most: the newest.</summary>
    public const int EntriesMax = 30;

    /// <summary>Never given to anybody (RFC 2606), so that no name of an archive leads out into the net.</summary>
    public const string Domain = ".test";

    private readonly ReplayArticle[] _articles;

    internal ReplayOutlet(string name, int number, int port, IEnumerable<ReplayArticle> articles, ReplayManner manner)
    {
        Name = name;
        Number = number;
        Manner = manner;
        _articles = [.. articles];
        Format = _articles.FirstOrDefault()?.Format ?? (ReplayFormat)(number % 3);
        Host = $"{Slug(name)}-{number.ToString(CultureInfo.InvariantCulture)}{Domain}";
        Site = new Uri($"http://{Host}:{port.ToString(CultureInfo.InvariantCulture)}/");
        Feed = new Uri(Site, manner is ReplayManner.Moved ? "/feeds/news" : FeedPath);
        AppearancesAt = [.. _articles.Select(article => article.AppearsAt)];
    }

    public string Name { get; }

    public string Host { get; }

    public Uri Site { get; }

    /// <summary>The address that a reader of the outlet would subscribe to.</summary>
    public Uri Feed { get; }

    public ReplayFormat Format { get; }

    public ReplayManner Manner { get; }

    /// <summary>When each of its articles appears, in order; several may appear at once.</summary>
    public IReadOnlyList<DateTimeOffset> AppearancesAt { get; }

    internal const string FeedPath = "/feed";

    /// <summary>Its place among the outlets; settles what surrounds the text on its pages.</summary>
    internal int Number { get; }

    internal IReadOnlyList<ReplayArticle> Articles => _articles;

    /// <summary>How many articles have appeared.</summary>
    internal int AppearedAt(DateTimeOffset now)
    {
        var place = Array.FindLastIndex(_articles, article => article.AppearsAt <= now);
        return place + 1;
    }

    internal Uri PageOf(int article) => new(Site, $"/articles/{article.ToString(CultureInfo.InvariantCulture)}");

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant().Take(40))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length > 0 ? trimmed : "outlet";
    }
}
