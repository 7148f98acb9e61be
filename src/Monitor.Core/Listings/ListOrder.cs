namespace Monitor.Listings;

public enum ListOrder
{
    /// <summary>The latest first.</summary>
    Time,

    /// <summary>What fits the words best first.</summary>
    Fit,
}
