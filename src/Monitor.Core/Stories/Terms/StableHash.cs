using System.Numerics;

namespace Monitor.Stories.Terms;

/// <summary>
/// Hashes that stay the same in every process and version, since fingerprints, term statistics and boilerplate memories are stored under them.
/// (string.GetHashCode changes with every start.)
/// </summary>
public static class StableHash
{
    private const ulong Seed = 0x9E37_79B9_7F4A_7C15;
    private const ulong Multiplier = 0xD6E8_FEB8_6659_FD93;

    public static ulong Of(ReadOnlySpan<char> characters)
    {
        var hash = Seed ^ (ulong)characters.Length;
        foreach (var character in characters)
        {
            hash = (hash ^ character) * Multiplier;
            hash ^= hash >> 32;
        }

        return Mixed(hash);
    }

    /// <summary>The hash of a sequence of two; the order counts.</summary>
    public static ulong Of(ulong first, ulong second) => Mixed((BitOperations.RotateLeft(first, 27) * Multiplier) ^ second);

    /// <summary>A 32-bit term number; never 0, which stands for "no term".</summary>
    public static uint Term(ulong hash)
    {
        var term = (uint)(hash >> 32);
        return term == 0 ? 1 : term;
    }

    /// <summary>Spreads every bit over all others (the finalizer of SplitMix64, Steele, Lea and Flood, OOPSLA 2014).</summary>
    public static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
