using System.Text;
using Monitor.Feeds.Markup;
using Monitor.Feeds.Parsing;

namespace Monitor.Tests.Feeds;

public sealed class FeedEncodingTests
{
    static FeedEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("café", new byte[] { 0xC3 }, "café")]
    [InlineData("Ministry’s", new byte[] { 0xED, 0xA0, 0xBD }, "Ministry’s")]
    public void One_broken_character_costs_itself_and_not_the_document(string whole, byte[] broken, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes($"<rss><channel><title>{whole} ").Concat(broken).Concat("</title></channel></rss>"u8.ToArray()).ToArray();

        Assert.Contains(expected, FeedEncoding.Decode(bytes, null, new FeedFaults()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", null, null, "utf-8")]
    [InlineData("utf-8", "iso-8859-1", null, "utf-8")]
    [InlineData("utf-8", "utf-16", null, "utf-8")]
    [InlineData("utf-8", null, "text/xml; charset=iso-8859-1", "utf-8")]
    [InlineData("windows-1252", null, null, "windows-1252")]
    [InlineData("windows-1252", "utf-8", null, "windows-1252")]
    [InlineData("windows-1252", "iso-8859-1", null, "windows-1252")]
    [InlineData("windows-1252", "no-such-thing", null, "windows-1252")]
    public void Letters_are_read_whatever_the_document_claims(string written, string? declared, string? contentType, string read) =>
        Assert.Equal(("naïve café", read), Read("naïve café", written, declared, contentType));

    [Theory]
    [InlineData("Привет, мир", "windows-1251", "windows-1251", null)]
    [InlineData("Привет, мир", "koi8-r", null, "application/rss+xml; charset=\"koi8-r\"")]
    [InlineData("日本語", "shift_jis", "Shift_JIS", null)]
    [InlineData("中文新闻", "gb18030", "gb2312", null)]
    [InlineData("中文新聞", "big5", "big5", null)]
    [InlineData("한국 뉴스", "euc-kr", "euc-kr", null)]
    [InlineData("Καλημέρα", "iso-8859-7", "iso-8859-7", null)]
    [InlineData("naïve", "utf-16", null, null)]
    [InlineData("naïve", "utf-16BE", null, null)]
    [InlineData("naïve", "utf-32", null, null)]
    public void Encodings_of_the_world_are_read(string title, string written, string? declared, string? contentType) =>
        Assert.Equal(title, Read(title, written, declared, contentType).Title);

    [Theory]
    [InlineData("windows-1251", "Забастовка в порту", "windows-1251")]
    [InlineData("windows-1251", "Забастовка в порту", "cp-1251")]
    [InlineData("windows-1251", "Забастовка в порту", "win-1251")]
    [InlineData("windows-1251", "Забастовка в порту", "CP1251")]
    [InlineData("windows-1251", "Забастовка в порту", "x-cp1251")]
    [InlineData("windows-1251", "Забастовка в порту", "1251")]
    [InlineData("koi8-r", "Забастовка в порту", "koi8_r")]
    [InlineData("iso-8859-2", "műsor áttekintő", "latin2")]
    [InlineData("iso-8859-2", "műsor áttekintő", "ISO8859-2")]
    [InlineData("iso-8859-9", "İşçi grevi sürüyor", "latin5")]
    [InlineData("gb18030", "港口罢工部长指责", "gb2312")]
    [InlineData("gb18030", "港口罢工部长指责", "cp936")]
    [InlineData("shift_jis", "港のストライキ", "Windows-31J")]
    [InlineData("ks_c_5601-1987", "항구 커피샾", "euc-kr")]
    [InlineData("big5", "港口罷工", "Big5-HKSCS")]
    [InlineData("macintosh", "Grève à Paris", "macroman")]
    [InlineData("windows-1250", "Žižkov šťáva", "iso-8859-2")]
    public void What_stands_in_the_document_is_believed_where_its_bytes_refute_the_header(string written, string title, string label) =>
        Assert.Equal(title, Read(title, written, label, "text/xml; charset=utf-8").Title);

    [Theory]
    [InlineData("windows-1251", "Водохранилище обмелело на две трети, говорят инженеры")]
    [InlineData("koi8-r", "Водохранилище обмелело на две трети, говорят инженеры")]
    [InlineData("windows-1253", "Η κυβέρνηση κατηγορεί τη γειτονική χώρα για την επίθεση στο λιμάνι")]
    [InlineData("shift_jis", "港のストライキで大臣が非難した。船は出ない。")]
    [InlineData("gb18030", "港口罢工，部长指责邻国。渡轮停开两天。")]
    [InlineData("windows-1252", "Le naïf café déjà très âgé à côté de la forêt")]
    public void What_declares_nothing_is_guessed_from_its_letters(string written, string title) =>
        Assert.Equal(title, Read(title, written, null, "text/xml").Title);

    [Fact]
    public void A_guess_says_that_it_is_one()
    {
        var bytes = Encoding.GetEncoding(1251).GetBytes("<rss><channel><title>Водохранилище обмелело на две трети, говорят инженеры</title></channel></rss>");
        var feed = Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(bytes)).Feed;

        Assert.Contains("no encoding is declared: guessed from its letters", Assert.Single(feed.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_broken_byte_does_not_turn_all_letters_to_rubbish()
    {
        var document = Encoding.UTF8.GetBytes("<rss><channel><title>naïve café – déjà vu X</title></channel></rss>");
        document[Array.IndexOf(document, (byte)'X')] = 0x93;

        var feed = Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(document)).Feed;

        Assert.Equal("naïve café – déjà vu “", feed.Title!.Value);
        Assert.Equal(FeedFaultKind.Encoding, feed.Faults[0].Kind);
    }

    private static (string Title, string Encoding) Read(string title, string written, string? declared, string? contentType)
    {
        var declaration = declared is null ? "" : $"<?xml version=\"1.0\" encoding=\"{declared}\"?>";
        var bytes = Encoding.GetEncoding(written).GetBytes($"{declaration}<rss><channel><title>{title}</title></channel></rss>");
        var feed = Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(bytes, contentType)).Feed;
        return (feed.Title!.Value, feed.Encoding);
    }
}
