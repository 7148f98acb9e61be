namespace Monitor.Attributions.Weighed;

/// <summary>What a feature tells of a candidate, such as the word behind the accuser; with a value it is a feature.</summary>
internal sealed class FeatureKind(string name)
{
    /// <summary>FNV-1a, 64 bits: weights are stored by name and found by this.</summary>
    private const ulong Offset = 14695981039346656037UL;
    private const ulong Prime = 1099511628211UL;

    public string Name { get; } = name;

    /// <summary>The hash of the name and the sign behind it: a value goes on from here.</summary>
    public ulong Begun { get; } = GoOn(Offset, name + "=");

    public static ulong HashOf(ReadOnlySpan<char> feature) => GoOn(Offset, feature);

    public static ulong GoOn(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return hash;
    }
}
