namespace Monitor.Stories.Index;

/// <summary>
/// The reports of a story in one language. Within a language articles are compared by their words, across languages by names and numbers alone: so a
/// story is its strands, and what happens within one does not depend on the others.
/// </summary>
internal readonly record struct Strand(long Story, string Language) : IComparable<Strand>
{
    public static Strand Of(IndexedArticle article) => new(article.Story, article.Language);

    public int CompareTo(Strand other) =>
        Story != other.Story ? Story.CompareTo(other.Story) : string.CompareOrdinal(Language, other.Language);
}
