using Monitor.Feeds.Discovery;

namespace Monitor.Tests.Feeds;

public sealed class FeedDiscoveryTests
{
    [Theory]
    [InlineData("de", "Hafenbote &raquo; Kommentar-Feed", "/kommentare/feed/")]
    [InlineData("fr", "Le Phare &raquo; Flux des commentaires", "/commentaires/")]
    [InlineData("es", "El Faro: RSS de los comentarios", "/comentarios.xml")]
    [InlineData("pt", "O Farol: comentários", "/c.xml")]
    [InlineData("it", "Il Faro: commenti", "/c.xml")]
    [InlineData("pl", "Latarnia: komentarze", "/c.xml")]
    [InlineData("tr", "Fener: yorumlar", "/c.xml")]
    [InlineData("ru", "Маяк: комментарии", "/c.xml")]
    [InlineData("ja", "灯台 コメント", "/c.xml")]
    [InlineData("en", "Lighthouse &raquo; Comments Feed", "/comments/feed/")]
    public void A_feed_of_comments_comes_after_the_others_whatever_it_is_called(string language, string title, string address)
    {
        var found = FeedDiscovery.Find(
            $"""
            <html lang="{language}"><head><link rel="alternate" type="application/rss+xml" title="{title}" href="{address}">
            <link rel="alternate" type="application/rss+xml" title="News" href="/news.xml"></head></html>
            """,
            new Uri("https://gazette.example/"));

        Assert.Equal("https://gazette.example/news.xml", found[0].Url);
    }

    [Fact]
    public void The_Link_header_a_feed_scheme_and_a_refresh_lead_to_feeds_too()
    {
        var found = FeedDiscovery.Find(
            """<html><head><meta http-equiv="refresh" content="0; url=/real.xml"></head><body><a href="feed:http://gazette.example/x.xml">RSS</a></body></html>""",
            new Uri("https://gazette.example/"),
            """</style.css>; rel=preload, </feed/>; rel="alternate"; type="application/rss+xml"; title="News", </wp-json/>; rel="alternate"; type="application/json" """);

        Assert.Equal(
            ["https://gazette.example/feed/", "https://gazette.example/real.xml", "http://gazette.example/x.xml"], found.Take(3).Select(candidate => candidate.Url));
        Assert.DoesNotContain(found, candidate => candidate.Url.Contains("wp-json", StringComparison.Ordinal));
    }

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
