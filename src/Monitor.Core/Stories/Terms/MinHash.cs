namespace Monitor.Stories.Terms;

/// <summary>
/// A text's fingerprint: one permutation of its shingles cut into bins, the least hash of each bin, empty bins filled from a neighbour (One
/// Permutation Hashing with optimal densification, Shrivastava, ICML 2017). The share of equal places estimates how many shingles two texts share.
/// </summary>
public static class MinHash
{
    public const int Places = 64;
    public const int ShingleTerms = 3;

    /// <summary>The fingerprint of a run of terms. A text shorter than a shingle is one shingle.</summary>
    public static ushort[] Of(ReadOnlySpan<uint> terms)
    {
        Span<ulong> least = stackalloc ulong[Places];
        least.Fill(ulong.MaxValue);
        var shingles = Math.Max(1, terms.Length - ShingleTerms + 1);
        for (var i = 0; i < shingles; i++)
        {
            var hash = 0UL;
            foreach (var term in terms.Slice(i, Math.Min(ShingleTerms, terms.Length - i)))
            {
                hash = StableHash.Of(hash, term);
            }

            var place = (int)(hash >> 58);
            least[place] = Math.Min(least[place], hash & 0x03FF_FFFF_FFFF_FFFF);
        }

        var signature = new ushort[Places];
        for (var place = 0; place < Places; place++)
        {
            signature[place] = (ushort)StableHash.Mixed(least[Filled(least, place)]);
        }

        return signature;
    }

    /// <summary>The estimated share of shingles that two texts have in common, 0 to 1.</summary>
    public static double Resemblance(ReadOnlySpan<ushort> first, ReadOnlySpan<ushort> second)
    {
        var equal = 0;
        for (var i = 0; i < Places; i++)
        {
            equal += first[i] == second[i] ? 1 : 0;
        }

        return equal / (double)Places;
    }

    /// <summary>The place itself, or the filled one that an empty place borrows from; the same for all texts.</summary>
    private static int Filled(ReadOnlySpan<ulong> least, int place)
    {
        var source = place;
        for (var attempt = 1UL; least[source] == ulong.MaxValue; attempt++)
        {
            source = (int)(StableHash.Of((ulong)place + 1, attempt) & (Places - 1));
        }

        return source;
    }
}
