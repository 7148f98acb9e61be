using System.Text;
using Monitor.Net;

namespace Monitor.Tests.Net;

public sealed class HeaderRepairTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK|no colon at all|ETag: 1||body", "HTTP/1.1 200 OK|ETag: 1||body")]
    [InlineData("HTTP/1.1 200 OK|two words: x|ETag: 1||body", "HTTP/1.1 200 OK|ETag: 1||body")]
    [InlineData("HTTP/1.1 200 OK|: nameless| folded on|ETag: 1||body", "HTTP/1.1 200 OK|ETag: 1||body")]
    [InlineData("HTTP/1.1 200 OK|ETag: 1| folded on||a: b|no colon", "HTTP/1.1 200 OK|ETag: 1| folded on||a: b|no colon")]
    [InlineData("HTTP/1.1 103 Early|no colon|Link: x||HTTP/1.1 200 OK|no colon|ETag: 1||no colon", "HTTP/1.1 103 Early|Link: x||HTTP/1.1 200 OK|ETag: 1||no colon")]
    [InlineData("HTTP/1.1 200 OK||", "HTTP/1.1 200 OK||")]
    [InlineData("\u0016\u0003 TLS|no colon|x", "\u0016\u0003 TLS|no colon|x")]
    public async Task A_broken_line_of_the_head_is_left_out_and_nothing_else(string sent, string read)
    {
        foreach (var piece in new[] { 1, 7, 4_096 })
        {
            await using var repair = new HeaderRepair(new Dripping(Bytes(sent), piece));

            Assert.Equal(read, Encoding.Latin1.GetString(await AllAsync(repair)).Replace("\r\n", "|", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_head_of_the_next_answer_on_the_connection_is_looked_at_too()
    {
        var wire = new MemoryStream();
        await using var repair = new HeaderRepair(wire);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await repair.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            wire.SetLength(0);
            wire.Write(Bytes("HTTP/1.1 200 OK|no colon|A: b||no colon"));
            wire.Position = 0;

            Assert.Equal("HTTP/1.1 200 OK|A: b||no colon", Encoding.Latin1.GetString(await AllAsync(repair)).Replace("\r\n", "|", StringComparison.Ordinal));
        }
    }

    private static byte[] Bytes(string lines) => Encoding.Latin1.GetBytes(lines.Replace("|", "\r\n", StringComparison.Ordinal));

    private static async Task<byte[]> AllAsync(Stream stream)
    {
        var all = new MemoryStream();
        var buffer = new byte[5];
        int count;
        while ((count = await stream.ReadAsync(buffer)) > 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    /// <summary>A network that brings a few bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span[..Math.Min(buffer.Length, piece)]));
    }
}
