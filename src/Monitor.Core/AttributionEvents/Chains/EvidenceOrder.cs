namespace Monitor.AttributionEvents.Chains;

/// <summary>By time, then by article and place: an order that does not depend on arrival.</summary>
internal sealed class EvidenceOrder : IComparer<Evidence>
{
    public static readonly EvidenceOrder Instance = new();

    public int Compare(Evidence? x, Evidence? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = Nullable.Compare(x.PublishedAt, y.PublishedAt);
        order = order != 0 ? order : string.CompareOrdinal(x.ArticleId, y.ArticleId);
        return order != 0 ? order : x.Index.CompareTo(y.Index);
    }
}
