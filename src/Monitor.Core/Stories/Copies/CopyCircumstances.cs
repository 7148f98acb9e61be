namespace Monitor.Stories.Copies;

/// <summary>What is known of two articles besides their texts.</summary>
/// <param name="SameOutlet">Both stand on the pages of one outlet.</param>
/// <param name="DaysLater">By how much the second was published later than the first, negative where it was earlier; null where it is not known.</param>
public readonly record struct CopyCircumstances(bool SameOutlet, double? DaysLater)
{
    /// <summary>The same two articles named the other way round.</summary>
    public CopyCircumstances Swapped => this with { DaysLater = -DaysLater };
}
