namespace Monitor.Stories.Copies;

/// <summary>Where a sentence comes again in another text.</summary>
/// <param name="Likeness">How much of it, 0 to 1.</param>
/// <param name="Sentence">The number of the other text's sentence; -1 where there is none.</param>
/// <param name="From">Where the compared range of the other text begins, in terms.</param>
internal readonly record struct SentencePartner(double Likeness, int Sentence, int From, int End);
