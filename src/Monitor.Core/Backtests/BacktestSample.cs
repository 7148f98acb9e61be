namespace Monitor.Backtests;

/// <summary>An even sample of a stream whose length nobody knows (Vitter's algorithm R).</summary>
internal sealed class BacktestSample(int size, Random random)
{
    private readonly List<BacktestHit> _items = [];

    public IReadOnlyList<BacktestHit> Items => _items;

    public int Offered { get; private set; }

    public void Offer(Func<BacktestHit> item)
    {
        Offered++;
        if (_items.Count < size)
        {
            _items.Add(item());
        }
        else if (random.Next(Offered) is var place && place < size)
        {
            _items[place] = item();
        }
    }
}
