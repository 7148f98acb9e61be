namespace Monitor.Stories.OwnTexts;

/// <summary>What a token is part of.</summary>
public enum TextPart : byte
{
    /// <summary>The report itself.</summary>
    Own,

    /// <summary>A quotation longer than <see cref="OwnText.QuotationWordsMin"/> words: others may quote it too.</summary>
    Quotation,

    /// <summary>Who wrote it where: dateline, byline, "Reporting by …".</summary>
    Credit,

    /// <summary>What the page says around the report.</summary>
    Boilerplate,
}
