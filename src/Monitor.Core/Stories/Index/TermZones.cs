namespace Monitor.Stories.Index;

/// <summary>Where and as what a term occurs in an article.</summary>
[Flags]
public enum TermZones : byte
{
    None = 0,
    Title = 1,

    /// <summary>Among the first <see cref="ArticleProfile.LeadWords"/> own words.</summary>
    Lead = 2,
    Name = 4,
    Number = 8,

    /// <summary>Two names that follow each other, such as a person's.</summary>
    NamePair = 16,

    /// <summary>An actor that the tagger found.</summary>
    Actor = 32,

    /// <summary>In the title or the first sentence.</summary>
    Opening = 64,
}
