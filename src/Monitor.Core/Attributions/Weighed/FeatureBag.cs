namespace Monitor.Attributions.Weighed;

/// <summary>The features of something as 64-bit hashes of their names; the names themselves only where somebody asks for them.</summary>
internal sealed class FeatureBag(bool isNamed)
{
    private const int FirstSize = 128;

    private ulong[] _hashes = new ulong[FirstSize];

    private readonly List<string>? _names = isNamed ? [] : null;

    public bool IsNamed => _names is not null;

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>In the order of the hashes; empty where nobody asked for them.</summary>
    public IReadOnlyList<string> Names => _names ?? [];

    public void Clear()
    {
        Count = 0;
        _names?.Clear();
    }

    public void Add(FeatureKind kind, ReadOnlySpan<char> value)
    {
        Keep(FeatureKind.GoOn(kind.Begun, value));
        _names?.Add($"{kind.Name}={value}");
    }

    public void Add(FeatureKind kind, ReadOnlySpan<char> value, ReadOnlySpan<char> other)
    {
        Keep(FeatureKind.GoOn(FeatureKind.GoOn(FeatureKind.GoOn(kind.Begun, value), "|"), other));
        _names?.Add($"{kind.Name}={value}|{other}");
    }

    private void Keep(ulong hash)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
        }

        _hashes[Count++] = hash;
    }
}
