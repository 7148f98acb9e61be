namespace Monitor.Feeds.Parsing;

/// <summary>Keeps the value of the highest rank; of equal ranks the last one, as feeds that repeat an element mean it.</summary>
internal struct FieldSlot<T>
{
    private int _rank;

    public T? Value { get; private set; }

    public void Offer(T? value, int rank)
    {
        if (value is not null && rank >= _rank)
        {
            Value = value;
            _rank = rank;
        }
    }

    /// <summary>As <see cref="Offer"/>, but of equal ranks the first one stays: a list of links begins with what is meant.</summary>
    public void OfferFirst(T? value, int rank)
    {
        if (Value is null || rank > _rank)
        {
            Offer(value, rank);
        }
    }
}
