namespace Monitor.Stories.Index;

/// <summary>The terms of some hundred articles that arrived one after the other. It goes when the last of them goes.</summary>
internal sealed class TermPage(int capacity)
{
    public readonly uint[] Terms = new uint[capacity];
    public readonly byte[] Counts = new byte[capacity];
    public readonly TermZones[] Zones = new TermZones[capacity];
}
