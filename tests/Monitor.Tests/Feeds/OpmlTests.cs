using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Feeds.Opml;

namespace Monitor.Tests.Feeds;

public sealed class OpmlTests
{
    private const string Example = """
        <?xml version="1.0"?>
        <opml version="1.0" xmlns:monitor="urn:monitor:opml" xmlns:x="urn:x"><head><title>Harbour</title></head><body>
          <outline text="Papers" x:color="blue">
            <outline text="Harbour Gazette" type="rss" xmlUrl="https://gazette.example/feed" htmlUrl="https://gazette.example/" category="/sea" />
            <outline title="Harbour Office" xmlUrl="https://office.example/rss" monitor:speaksFor="agency:XX-HARBOUR" monitor:tried="no" />
          </outline>
          <outline text="again" xmlUrl="HTTPS://Gazette.example/feed/" />
        </body></opml>
        """;

    [Fact]
    public void Feeds_come_with_their_folders()
    {
        var feeds = Read(Example).Feeds().ToList();

        Assert.Equal(["Harbour Gazette", "Harbour Office", "again"], feeds.Select(feed => feed.Feed.Name));
        Assert.Equal(["Papers"], feeds[0].Folders);
        Assert.Equal("agency:XX-HARBOUR", feeds[1].Feed.SpeaksFor);
        Assert.True(feeds[1].Feed.IsUntried);
        Assert.Empty(feeds[2].Folders);
    }

    [Fact]
    public void Duplicates_are_reported_whatever_their_spelling() =>
        Assert.Equal(("https://gazette.example/feed", 2), Assert.Single(Read(Example).Duplicates()));

    [Fact]
    public void What_is_not_understood_is_written_back()
    {
        var document = Read(Example);
        var written = Written(document);

        Assert.Contains("category=\"/sea\"", written, StringComparison.Ordinal);
        Assert.Contains("color=\"blue\"", written, StringComparison.Ordinal);
        Assert.Equal(written, Written(Read(written)));
    }

    [Fact]
    public void Any_name_and_address_survives_the_way_out_and_back() =>
        Prop.ForAll((NonEmptyString name, NonEmptyString folder) =>
        {
            var document = new OpmlDocument(null, [new OpmlOutline
            {
                Text = folder.Get,
                Children = [new OpmlOutline { Text = name.Get, FeedUrl = "https://a.example/" }],
            }]);
            var once = Written(document);
            Assert.Equal(once, Written(Read(once)));
        }).Holds();

    [Fact]
    public void A_broken_list_is_read_as_far_as_it_goes()
    {
        var feeds = Read("<opml><body><outline text=A & B xmlUrl=\"https://a.example/?x=1&y=2\"><outline text=\"C\" xmlUrl='https://c.example/'").Feeds();

        Assert.Equal(["https://a.example/?x=1&y=2", "https://c.example/"], feeds.Select(feed => feed.Feed.FeedUrl));
    }

    [Theory]
    [InlineData("")]
    [InlineData("words")]
    [InlineData("<rss><channel/></rss>")]
    public void What_is_no_list_is_told(string document) => Assert.IsType<OpmlReadResult.NotOpml>(Opml.Read(Encoding.UTF8.GetBytes(document)));

    [Fact]
    public void The_starter_bundle_holds_feeds_of_the_press_and_of_those_who_attribute()
    {
        var document = Read(File.ReadAllText(Path.Combine(ConfigFolder.Bundled, "feeds.opml")));

        Assert.Empty(document.Duplicates());
        Assert.All(document.Feeds(), feed => Assert.True(feed.Feed.IsUntried, feed.Feed.FeedUrl));
        Assert.All(document.Feeds().Where(feed => feed.Folders[0] == "Official"), feed => Assert.NotNull(feed.Feed.SpeaksFor));
        Assert.All(document.Feeds().Where(feed => feed.Folders[0] == "Press"), feed => Assert.Null(feed.Feed.SpeaksFor));
    }

    private static OpmlDocument Read(string document) => Assert.IsType<OpmlReadResult.Read>(Opml.Read(Encoding.UTF8.GetBytes(document))).Document;

    private static string Written(OpmlDocument document)
    {
        using var target = new MemoryStream();
        Opml.Write(document, target);
        return Encoding.UTF8.GetString(target.ToArray());
    }
}
