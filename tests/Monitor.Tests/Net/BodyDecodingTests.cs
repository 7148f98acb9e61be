using System.IO.Compression;
using System.Text;
using Monitor.Net;
using Monitor.Net.Bodies;

namespace Monitor.Tests.Net;

public sealed class BodyDecodingTests
{
    private const int Max = 10_000_000;
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("<rss><channel><title>Harbour News</title></channel></rss>");

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("deflate, gzip")]
    [InlineData("identity")]
    public void A_body_is_unpacked_as_its_encoding_says(string encoding)
    {
        var packed = Plain;
        foreach (var layer in encoding.Replace("raw deflate", "raw", StringComparison.Ordinal).Split(", "))
        {
            packed = Pack(packed, layer);
        }

        Assert.Equal(Plain, BodyDecoding.Decode(packed, encoding.Replace("raw ", "", StringComparison.Ordinal), Max).Body);
    }

    [Fact]
    public void A_plain_body_that_claims_to_be_gzip_is_taken_as_it_is() => Assert.Equal(Plain, BodyDecoding.Decode(Plain, "gzip", Max).Body);

    [Theory]
    [InlineData("none")]
    [InlineData("identity")]
    [InlineData("utf-8")]
    [InlineData("aws-chunked")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    public void A_plain_body_is_taken_as_it_is_whatever_it_claims(string encoding) => Assert.Equal(Plain, BodyDecoding.Decode(Plain, encoding, Max).Body);

    [Theory]
    [InlineData("br", "gzip")]
    [InlineData("aws-chunked, gzip", "gzip")]
    public void A_packed_body_is_unpacked_under_a_false_name(string claimed, string packed) =>
        Assert.Equal(Plain, BodyDecoding.Decode(Pack(Plain, packed), claimed, Max).Body);

    [Fact]
    public void A_whole_document_is_read_where_only_the_checksum_is_missing()
    {
        var packed = Pack(Plain, "gzip");

        Assert.Equal(Plain, BodyDecoding.Decode(packed[..^8], "gzip", Max).Body);
        Assert.Null(BodyDecoding.Decode(packed[..^20], "gzip", Max).Body);
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><!-- <x> --><rss><channel/></rss>\n", true)]
    [InlineData("<!DOCTYPE html><html><body>x</body></HTML>", true)]
    [InlineData("{\"items\": []}", true)]
    [InlineData("<rss><channel><item></item>", false)]
    [InlineData("<rss><channel></channel>", false)]
    [InlineData("<rss><channel></rs", false)]
    [InlineData("{\"items\": [", false)]
    [InlineData("plain text", false)]
    [InlineData("", false)]
    public void A_document_is_whole_when_it_is_closed_at_its_end(string document, bool isWhole) =>
        Assert.Equal(isWhole, DocumentEnd.IsReached(Encoding.UTF8.GetBytes(document)));

    [Fact]
    public void A_gzip_file_without_a_header_is_unpacked() => Assert.Equal(Plain, BodyDecoding.Decode(Pack(Plain, "gzip"), null, Max).Body);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public void A_bomb_is_not_unpacked(string encoding)
    {
        var (body, trouble, reason) = BodyDecoding.Decode(Pack(new byte[9_000_000], encoding), encoding, Max);

        Assert.Null(body);
        Assert.Equal(WebTrouble.TooLarge, trouble);
        Assert.Contains("100 times", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_unpacks_to_more_than_allowed_is_not_taken()
    {
        var body = new byte[200_000];
        new Random(7).NextBytes(body);

        Assert.Equal(WebTrouble.TooLarge, BodyDecoding.Decode(Pack(body, "gzip"), "gzip", 100_000).Trouble);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public void Half_a_body_is_none(string encoding)
    {
        var body = new byte[100_000];
        new Random(7).NextBytes(body);
        var packed = Pack(body, encoding);

        Assert.Equal(WebTrouble.BadEncoding, BodyDecoding.Decode(packed[..(packed.Length / 2)], encoding, Max).Trouble);
    }

    [Fact]
    public void An_unknown_encoding_is_named() => Assert.Contains("\"zstd\"", BodyDecoding.Decode([0x28, 0xB5, 0x2F, 0xFD, 4, 0], "zstd", Max).Reason, StringComparison.Ordinal);

    private static byte[] Pack(byte[] body, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "raw" => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BufferedStream(packed),
        })
        {
            stream.Write(body);
            if (encoding == "identity")
            {
                stream.Flush();
                return packed.ToArray();
            }
        }

        return packed.ToArray();
    }
}
