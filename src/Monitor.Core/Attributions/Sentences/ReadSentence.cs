using Monitor.Tagging;

namespace Monitor.Attributions.Sentences;

/// <summary>A sentence of an article with the actors named in it, and apart those of its dateline.</summary>
/// <param name="Number">Its place in the article.</param>
internal sealed record ReadSentence(int Number, SentenceReading Reading, List<ActorMention> Mentions, List<ActorMention> Dateline, int First);
