using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using Monitor.Articles.Extraction;

namespace Monitor.Tests.Articles;

public sealed class TextExtractorTests
{
    private readonly TextExtractor _extractor = new();

    public static TheoryData<string, string> Surroundings => new()
    {
        { "paragraphs in an article element", Pages.Page($"<article><h1>Port Ellery closes its ferry dock</h1>{Pages.Paragraphs}</article>") },
        { "paragraphs in nameless divisions", Pages.Page($"<div><div>{Pages.Paragraphs}</div></div>") },
        { "line breaks instead of paragraphs", Pages.Page($"<div>{Pages.First}<br><br>{Pages.Second}<br><br>{Pages.Third}</div>") },
        { "a layout table", Pages.Page($"<table><tr><td><a href=/a>City</a></td><td>{Pages.Paragraphs}</td></tr></table>") },
        { "a long list of teasers below", Pages.Page($"<div>{Pages.Paragraphs}</div>", after: Pages.Teasers(60)) },
        { "a whole page inside a form", Pages.Page($"<form id=aspnet class=sidebar-left><div>{Pages.Paragraphs}</div></form>") },
        { "comments longer than the article", Pages.Page($"<article>{Pages.Paragraphs}</article>",
            after: "<div id=comments>"
                + string.Concat(Enumerable.Repeat("<p>I have taken that ferry for years, and nobody ever asked us passengers about it.</p>", 30)) + "</div>") },
        { "sharing, related links and a newsletter box between paragraphs", Pages.Page($"""
            <article><h1>Port Ellery closes its ferry dock</h1><div class="article-meta">By Jon Abara</div><p>{Pages.First}</p>
            <div class="share-bar"><a href="#">Share on one network</a> <a href="#">and another</a></div>
            <p>{Pages.Second}</p><p>Read more: <a href="/x">Ferry fares rise again</a></p>
            <aside><h3>Newsletter</h3><p>Every morning the news of the harbour, sent to you before the first ferry leaves.</p></aside>
            <p>{Pages.Third}</p><h3>Related stories</h3><ul><li><a href="/y">A dock with a history</a></li></ul></article>
            """) },
        { "a caption under a picture", Pages.Page($"<article><figure><img src=a.jpg><figcaption>The old dock, seen from the customs house in "
            + $"March.</figcaption></figure>{Pages.Paragraphs}</article>") },
        { "the next article loaded below", Pages.Page(
            $"<main><article><h1>Port Ellery closes its ferry dock</h1>{Pages.Paragraphs}</article><article><h1>Tram line opens</h1>"
            + string.Concat(Enumerable.Repeat("<p>The tram line to the northern districts opened on Monday, a year later than planned, and the first cars "
                + "were full.</p>", 9)) + "</article></main>") },
        { "a notice about cookies and a request to follow",
            Pages.Page($"<div class=main>{Pages.Paragraphs}<p>Follow us on <a href=/t>our channel</a> and subscribe to the newsletter.</p></div>",
            before: "<div class=\"cookie-notice page-content\"><p>This website uses cookies to count its visitors, and stores nothing else about you on any "
                + "server.</p></div>") },
        { "a page builder that calls every part a widget", Pages.Page($"<div class=page-content><div class=pb-widget><p>{Pages.First}</p></div><div "
            + $"class=pb-widget><p>{Pages.Second}</p></div><div class=pb-widget><p>{Pages.Third}</p></div></div>") },
        { "paragraphs among more links, all in one part", Pages.Page($"<div>{Links(40)}{Pages.Paragraphs}{Links(60)}</div>") },
        { "line breaks among more links, in no part at all", Pages.Page($"{Links(40)}{Pages.First}<br><br>{Pages.Second}<br><br>{Pages.Third}{Links(60)}") },
        { "a text that a script shows", Pages.Page($"<div style=\"display:none\"><div>{Pages.Paragraphs}</div></div>") },
        { "a rest that a button shows", Pages.Page($"<article><p>{Pages.First}</p><button>Read on</button><div style=\"display:none\"><p>{Pages.Second}</p>"
            + $"<p>{Pages.Third}</p></div></article>") },
        { "soft hyphens and readings", Pages.Page(
            $"<article>{Pages.Paragraphs.Replace("ferry", "<ruby>fer\u00ADry<rp>(</rp><rt>boat</rt><rp>)</rp></ruby>", StringComparison.Ordinal)}</article>") },
        { "a teaser of another story beside the given text", Pages.Page(
            $"<div><p>Tomorrow in this paper: what the tram line to the northern districts has cost the city so far.</p>{Pages.Paragraphs}</div>",
            head: $$"""<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"{{Pages.Body.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal)}}"}</script>""") },
        { "scripts and hidden parts", Pages.Page($"<article><script>var text = 'no text';</script>{Pages.Paragraphs}<p style=\"display: none\">Hidden words "
            + "that no reader of the paper would ever see on the screen.</p></article>") },
    };

    [Theory, MemberData(nameof(Surroundings))]
    public void An_article_is_taken_out_of_its_surroundings(string surroundings, string page) =>
        Assert.True(Pages.Body == _extractor.Extract(page, null).Text, $"{surroundings}: {_extractor.Extract(page, null).Text}");

    [Fact]
    public void Inner_headings_lists_and_quotations_belong_to_the_text()
    {
        var page = Pages.Page($"<article>{Pages.Paragraphs}<h2>What happens next</h2><ul><li>The dock closes in May.</li><li>A shuttle bus runs until "
            + "autumn.</li></ul><blockquote><p>We shall see each other in court, said the owner of the ferries.</p></blockquote></article>");

        Assert.Equal(
            Pages.Body + "\n\nWhat happens next\n\nThe dock closes in May.\n\nA shuttle bus runs until autumn.\n\nWe shall see each other in court, said the "
                + "owner of the ferries.",
            _extractor.Extract(page, null).Text);
    }

    [Fact]
    public void What_only_json_ld_holds_is_taken_from_there()
    {
        var page = Pages.Page(
            "<div id=app><p>Please wait.</p></div>",
            head: $$"""<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Ellery Lamp"},{"@type":"NewsArticle","headline":"Port Ellery closes its ferry dock","articleBody":"{{Pages.Body.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}}"}]}</script>""");

        Assert.Equal(Pages.Body, _extractor.Extract(page, null).Text);
    }

    [Fact]
    public void The_markup_says_who_wrote_it_when_and_in_which_language()
    {
        var extracted = _extractor.Extract(
            Pages.Page(
                $"<article>{Pages.Paragraphs}</article>",
                head: """
                    <link rel="canonical" href="/2031/dock?utm_source=x"><meta property="og:site_name" content="The Ellery Lamp">
                    <meta property="og:title" content="Port Ellery closes its ferry dock - The Ellery Lamp">
                    <script type="application/ld+json">{"@type":["NewsArticle"],"datePublished":"2031-03-04T09:30:00+02:00","author":[{"name":"Jon Abara"},{"name":"Mia Voss"}]}</script>
                    """),
            new Uri("https://lamp.example/2031/dock"));

        Assert.Equal("Port Ellery closes its ferry dock", extracted.Title);
        Assert.Equal("Jon Abara, Mia Voss", extracted.Byline);
        Assert.Equal(DateTimeOffset.Parse("2031-03-04T07:30:00Z", CultureInfo.InvariantCulture), extracted.PublishedAt);
        Assert.Equal("en", extracted.Language);
        Assert.Equal("https://lamp.example/2031/dock", extracted.CanonicalUrl);
    }

    [Theory]
    [InlineData("/dock.amp.html", "https://lamp.example/dock.amp.html")]
    [InlineData(" https://amp.lamp.example/dock?outputType=amp ", "https://amp.lamp.example/dock?outputType=amp")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("", null)]
    public void The_markup_names_the_amp_version(string href, string? expected)
    {
        var page = Pages.Page(Pages.Paragraphs, head: $"<link rel=\"AmpHTML\" href=\"{href}\">");

        Assert.Equal(expected, _extractor.Extract(page, new Uri("https://lamp.example/2031/dock")).AmpUrl);
    }

    [Fact]
    public void No_markup_makes_the_extractor_throw()
    {
        var pieces = Gen.Elements(
            "<div>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<a href=x>", "</a>", "<b>", "</b>", "<article>", "<br>", "<br><br>",
            "<li>", "<h2>",
            "<script type=\"application/ld+json\">", "{\"@type\":\"NewsArticle\",\"articleBody\":[1]}", "</script>", "<!--", "-->", "&#0;", "&bogus;", "\ud800",
            "words, and more words.", Pages.First);
        Prop.ForAll(pieces.ListOf().ToArbitrary(), list => _extractor.Extract(string.Concat(list), null).Text is not null).Holds();
    }

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<b><p>", 20_000)]
    [InlineData("<table><tr><td>", 5_000)]
    [InlineData("<a href=x>", 20_000)]
    [InlineData("<blockquote><p>word", 20_000)]
    [InlineData("<p>word</p>", 20_000)]
    public void A_page_nested_or_repeated_without_end_is_still_read(string piece, int times)
    {
        var html = new StringBuilder("<html><body>").Insert(12, piece, times).Append(Pages.Paragraphs).ToString();

        Assert.NotNull(_extractor.Extract(html, null).Text);
    }

    /// <summary>Linked lines whose markup names them nothing.</summary>
    private static string Links(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(number => $"<p><a href=/{number}>Council of district {number} meets again on Thursday</a></p>"));
}
