namespace Monitor.Rules;

/// <summary>Operations on lists of places that are sorted and hold each place once.</summary>
internal static class TokenRanges
{
    /// <summary>No part of a rule keeps more places than this: more tell nobody anything, and products of long lists stay short.</summary>
    public const int CountMax = 10_000;

    public static readonly List<TokenRange> None = [];

    public static List<TokenRange> Sorted(List<TokenRange> ranges)
    {
        if (ranges.Count < 2)
        {
            return ranges;
        }

        ranges.Sort();
        var kept = 1;
        for (var i = 1; i < ranges.Count; i++)
        {
            if (ranges[i] != ranges[kept - 1])
            {
                ranges[kept++] = ranges[i];
            }
        }

        kept = Math.Min(kept, CountMax);
        ranges.RemoveRange(kept, ranges.Count - kept);
        return ranges;
    }

    public static List<TokenRange> Union(IEnumerable<List<TokenRange>> lists)
    {
        List<TokenRange>? only = null;
        List<TokenRange>? all = null;
        foreach (var list in lists)
        {
            if (list.Count == 0)
            {
                continue;
            }

            if (only is null)
            {
                only = list;
                continue;
            }

            all ??= [.. only];
            all.AddRange(list);
        }

        return all is null ? only ?? None : Sorted(all);
    }

    /// <summary>
    /// Pairs each place with the nearest one of the other side, before it and behind it, if they do not overlap and at most so many tokens lie
    /// between. A pair is the passage from the one to the other.
    /// </summary>
    public static List<TokenRange> Near(List<TokenRange> left, List<TokenRange> right, int tokensBetweenMax, bool isOrdered, int titleEnd)
    {
        var pairs = new List<TokenRange>();
        Pair(left, right, tokensBetweenMax, titleEnd, pairs);
        if (!isOrdered)
        {
            Pair(right, left, tokensBetweenMax, titleEnd, pairs);
        }

        return Sorted(pairs);
    }

    /// <summary>All pairs with the left place first.</summary>
    private static void Pair(List<TokenRange> left, List<TokenRange> right, int tokensBetweenMax, int titleEnd, List<TokenRange> pairs)
    {
        foreach (var place in left)
        {
            var next = FirstAtOrAfter(right, place.End);
            if (next < right.Count)
            {
                Add(place, right[next], tokensBetweenMax, titleEnd, pairs);
            }
        }

        var byEnd = left.OrderBy(place => place.End).ThenBy(place => place.First).ToList();
        foreach (var place in right)
        {
            var before = LastEndingAtOrBefore(byEnd, place.First);
            if (before >= 0)
            {
                Add(byEnd[before], place, tokensBetweenMax, titleEnd, pairs);
            }
        }
    }

    private static void Add(TokenRange first, TokenRange second, int tokensBetweenMax, int titleEnd, List<TokenRange> pairs)
    {
        // A title is no part of the text's first sentence.
        if (second.First - first.End <= tokensBetweenMax && (first.First < titleEnd) == (second.First < titleEnd))
        {
            pairs.Add(new TokenRange(first.First, second.End));
        }
    }

    private static int FirstAtOrAfter(List<TokenRange> places, int token)
    {
        var (low, high) = (0, places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = places[middle].First < token ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int LastEndingAtOrBefore(List<TokenRange> byEnd, int token)
    {
        var (low, high) = (0, byEnd.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = byEnd[middle].End <= token ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
