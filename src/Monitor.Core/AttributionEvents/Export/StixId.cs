using System.Security.Cryptography;
using System.Text;

namespace Monitor.AttributionEvents.Export;

/// <summary>
/// Identifiers of STIX objects: type, two hyphens, and a UUID made from a name (version 5, RFC 9562), so that a second export names the same
/// things alike. The namespace is our own, as STIX 2.1 section 2.9 asks for all but cyber observables.
/// </summary>
public static class StixId
{
    private static readonly Guid Namespace = new("6f0b3f0e-52a4-4d4c-9d53-8d1f6a6a2c71");

    public static string Of(string type, string name) => $"{type}--{VersionFive($"{type}:{name}")}";

    /// <summary>The UUID of a name in our name space, for what is no object of STIX too.</summary>
    public static Guid VersionFive(string name)
    {
        var bytes = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(bytes, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, bytes.AsSpan(16));
#pragma warning disable CA5350 // Version 5 is SHA-1 by definition; nothing rests on its strength.
        Span<byte> hash = SHA1.HashData(bytes);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
