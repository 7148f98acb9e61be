namespace Monitor.Stories.Index;

/// <summary>What speaks for or against two articles reporting one event. The order is that of the fitted weights.</summary>
public enum LikenessFeature
{
    /// <summary>1 for every pair.</summary>
    Base,

    /// <summary>Cosine over all words.</summary>
    Body,

    /// <summary>The share of the shorter one's words.</summary>
    BodyHeld,

    /// <summary>Cosine over headline and lead.</summary>
    Lead,

    /// <summary>The share of the headlines' words that stand in the other article.</summary>
    Title,
    Numbers,
    Names,

    /// <summary>The greater of the two shares of the lead's names that the other has.</summary>
    LeadNames,

    /// <summary>The weight of the rarest shared name.</summary>
    RarestName,
    SecondName,

    /// <summary>The logarithm of one more than the days between them.</summary>
    Days,

    /// <summary>1 where one has no date.</summary>
    Undated,

    /// <summary>1 where title and lead name hardly anyone whom the other has.</summary>
    OtherNames,

    /// <summary>The share of names and numbers of headline and first sentence that the other has: the greater of the two shares.</summary>
    ToldMost,
    ToldLeast,

    /// <summary>How much more the openings share of plain words than of names and numbers: the same form about another thing.</summary>
    Form,

    /// <summary>Cosine over headline and first sentence.</summary>
    Opening,

    /// <summary>The same over plain words.</summary>
    OpeningPlain,

    /// <summary>The weight of the rarest shared word that stands in one of the openings.</summary>
    RarestOpening,

    /// <summary>The same form more than ten days later.</summary>
    FormLater,
}
