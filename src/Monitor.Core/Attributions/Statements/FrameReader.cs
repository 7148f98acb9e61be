using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Tells what kind of text an article is where it is one that reports nothing of here and now.</summary>
internal static class FrameReader
{
    /// <summary>The frame whose words weigh most, where they weigh enough; null for a report.</summary>
    public static Frame? Of(List<ReadSentence> sentences, LanguageCues cues)
    {
        if (cues.Frames.Count == 0)
        {
            return null;
        }

        var weights = new int[cues.Frames.Count];
        var tokens = 0;
        foreach (var sentence in sentences)
        {
            tokens += sentence.Reading.Sentence.TokenCount;
            foreach (var (_, frame, weight) in sentence.Reading.FrameHits)
            {
                weights[frame] += weight;
            }
        }

        // A long report may mention a match; a match report is full of it.
        var best = Array.IndexOf(weights, weights.Max());
        var isOfStates = sentences.Exists(sentence => sentence.Reading.Acts.Exists(act => Standing.IsBeyondCrime(cues.Acts[act.Rank].Family)));
        var enough = tokens < ShortTokens && !isOfStates ? Frame.Enough - 1 : Frame.Enough + (tokens / TokensPerFurtherHit);
        return weights[best] >= enough ? cues.Frames[best] : null;
    }

    private const int TokensPerFurtherHit = 150;

    /// <summary>A piece of two sentences has no room for as many words of its kind.</summary>
    private const int ShortTokens = 60;
}
