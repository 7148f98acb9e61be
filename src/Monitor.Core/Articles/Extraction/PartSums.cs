namespace Monitor.Articles.Extraction;

/// <summary>What the text in a part of a page adds up to.</summary>
/// <param name="Weight">As <see cref="TextWeight"/> has it.</param>
/// <param name="Prose">The share of the weight that is running text.</param>
/// <param name="Sentences">How many of its blocks are running text that ends as a sentence: dates and names in a row do not.</param>
internal readonly record struct PartSums(int Blocks, int Weight, int Prose, int LinkWeight, int Sentences)
{
    public double LinkDensity => Weight == 0 ? 0 : (double)LinkWeight / Weight;
}
