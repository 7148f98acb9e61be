using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitor.Text;

namespace Monitor.Tests.Text;

public sealed class StoredHashTests
{
    // The halves of pairs are what an encoder may treat otherwise at the end of a piece.
    private static readonly string?[] Pieces =
        ["", null, "Dock closes", "Гавань закрыта", "a \uD83D\uDEA2 sails", "half a pair \uD83D", "\uDEA2 the other half"];

    [Fact]
    public void A_hash_of_pieces_is_that_of_the_text_they_make()
    {
        foreach (var (title, content) in Pieces.SelectMany(_ => Pieces, (title, content) => (title, content)))
        {
            var whole = SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\n{content}"));

            Assert.Equal(BinaryPrimitives.ReadInt64LittleEndian(whole), StoredHash.Number(title, "\n", content));
            Assert.Equal(Convert.ToHexStringLower(whole.AsSpan(0, 16)), StoredHash.Digits(title, "\n", content));
        }
    }

    [Fact]
    public void What_is_stored_stays() => Assert.Equal("afe677844772d1ddf499f5c03eab22b1", StoredHash.Digits("id ", "a"));
}
