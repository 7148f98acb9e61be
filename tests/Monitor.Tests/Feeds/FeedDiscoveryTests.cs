using Monitor.Feeds.Discovery;

namespace Monitor.Tests.Feeds;

public sealed class FeedDiscoveryTests
{
    [Fact]
    public void Declared_feeds_come_first_then_links_then_the_usual_places()
    {
        var found = FeedDiscovery.Find(
            """
            <html><head><base href="/news/"><link rel="stylesheet" href="x.css"><link rel="alternate" hreflang="fr" href="/fr">
            <link rel="alternate" type="application/rss+xml" title="Comments" href="comments.rss">
            <link rel=alternate type="application/atom+xml" title="Harbour Gazette" href=all.atom>
            <script>document.write('<link rel="alternate" type="application/rss+xml" href="/no">')</script></head>
            <body><a href="/sea/feed">RSS</a> <a href="/about">about</a></body></html>
            """,
            new Uri("https://gazette.example/index.html"));

        Assert.Equal(
            ["https://gazette.example/news/all.atom", "https://gazette.example/news/comments.rss", "https://gazette.example/sea/feed",
                "https://gazette.example/feed/"],
            found.Take(4).Select(candidate => candidate.Url));
        Assert.Equal([FeedHint.Declared, FeedHint.Declared, FeedHint.Linked, FeedHint.Usual], found.Take(4).Select(candidate => candidate.Hint));
        Assert.Equal("Harbour Gazette", found[0].Title);
        Assert.DoesNotContain(found, candidate => candidate.Url.EndsWith("/no", StringComparison.Ordinal));
    }
}
