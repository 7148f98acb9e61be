using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Text;

/// <summary>
/// Hashes of texts that are stored: alike in every process and version, which string.GetHashCode is not. Of several pieces, as of one text in which
/// they stand one behind the other; that text, often as long as an article, is never made.
/// </summary>
internal static class StoredHash
{
    /// <summary>The first 64 bits of the SHA-256 of the pieces' UTF-8.</summary>
    public static long Number(params ReadOnlySpan<string?> pieces)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Fill(hash, pieces);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>The first 128 bits of the same, as hexadecimal digits in small letters.</summary>
    public static string Digits(params ReadOnlySpan<string?> pieces)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Fill(hash, pieces);
        return Convert.ToHexStringLower(hash[..16]);
    }

    private static void Fill(Span<byte> hash, ReadOnlySpan<string?> pieces)
    {
        var length = 0;
        foreach (var piece in pieces)
        {
            length += Encoding.UTF8.GetByteCount(piece ?? "");
        }

        var bytes = ArrayPool<byte>.Shared.Rent(length);
        var end = 0;
        foreach (var piece in pieces)
        {
            end += Encoding.UTF8.GetBytes(piece, bytes.AsSpan(end));
        }

        SHA256.HashData(bytes.AsSpan(0, end), hash);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
