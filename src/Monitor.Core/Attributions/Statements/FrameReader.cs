using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Statements;

/// <summary>Tells what kind of text an article is where it is one that reports nothing of here and now.</summary>
internal static class FrameReader
{
    /// <summary>The outlet's name tells its kind as much as two words do, and so does a verdict; one result as much as one.</summary>
    private const int OfKind = 2;

    private const int VerdictWords = 3;
    private const int ResultDigits = 2;

    /// <summary>The frame whose words weigh most, where they weigh enough; null for a report.</summary>
    public static Frame? Of(List<ReadSentence> sentences, LanguageCues cues, string outlet)
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

        var name = WordsOf(outlet);
        for (var frame = 0; frame < weights.Length; frame++)
        {
            weights[frame] += OfForm(cues.Frames[frame], sentences) + (Array.Exists(name, cues.Frames[frame].Outlets.Contains) ? OfKind : 0);
        }

        // A long report may mention a match; a match report is full of it.
        var best = Array.IndexOf(weights, weights.Max());
        var isOfStates = sentences.Exists(sentence => sentence.Reading.Acts.Exists(act => Standing.IsBeyondCrime(cues.Acts[act.Rank].Family)));
        var enough = tokens < ShortTokens && !isOfStates ? Frame.Enough - 1 : Frame.Enough + (tokens / TokensPerFurtherHit);
        return weights[best] >= enough ? cues.Frames[best] : null;
    }

    /// <summary>The words of "Harbour Sports Daily", "Fact Check", "Screen Courier".</summary>
    private static string[] WordsOf(string outlet)
    {
        if (outlet.Length == 0)
        {
            return [];
        }

        var name = TokenizedText.Of(outlet);
        var words = new string[name.Tokens.Length];
        for (var token = 0; token < words.Length; token++)
        {
            words[token] = name.Folded(token).ToString();
        }

        return words;
    }

    /// <summary>What the form of the text tells, whatever its words.</summary>
    private static int OfForm(Frame frame, List<ReadSentence> sentences) =>
        frame.IsSport ? sentences.Exists(sentence => HasResult(sentence.Reading)) ? 1 : 0
        : frame.IsQuiz ? sentences.Exists(sentence => HasChoices(sentence.Reading)) ? Frame.Enough : 0
        : frame.IsCheck && (IsAnsweredNo(sentences) || sentences.Exists(sentence => IsVerdict(sentence.Reading))) ? OfKind : 0;

    /// <summary>"2-1", "21–17".</summary>
    private static bool HasResult(SentenceReading sentence)
    {
        for (var token = sentence.First; token + 1 < sentence.End; token++)
        {
            if (sentence.IsNumber(token) && sentence.IsNumber(token + 1) && sentence.Text.GapAfter(token) is "-" or "–"
                && sentence.Text.Folded(token).Length <= ResultDigits && sentence.Text.Folded(token + 1).Length <= ResultDigits)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Was it a) Estonia, b) Ecuador".</summary>
    private static bool HasChoices(SentenceReading sentence)
    {
        var (first, isSecond) = (false, false);
        for (var token = sentence.First; token < sentence.End; token++)
        {
            var letter = sentence.HasAfter(token, ')') ? sentence.Text.Folded(token) : "";
            first |= letter is "a";
            isSecond |= first && letter is "b";
        }

        return isSecond;
    }

    /// <summary>"Half true: …": what is judged stands behind the judgement.</summary>
    private static bool IsVerdict(SentenceReading sentence) => sentence.FrameHits.Count > 0 && sentence.FrameHits.Exists(hit => hit.Token == sentence.First
        && sentence.Language.Frames[hit.Frame].IsCheck
        && Enumerable.Range(hit.Token, VerdictWords).Any(token => sentence.HasAfter(token, ':')));

    /// <summary>A title that asks and answers: "Was there a coup? No".</summary>
    private static bool IsAnsweredNo(List<ReadSentence> sentences) => sentences.Count > 1
        && sentences[1].Reading is var answer && answer.Sentence.Span.End <= answer.Text.TitleEnd && answer.End - answer.First == 1
        && answer.Is(answer.First, WordClass.Negation) && sentences[0].Reading.HasAfter(sentences[0].Reading.End - 1, '?');

    private const int TokensPerFurtherHit = 150;

    /// <summary>A piece of two sentences has no room for as many words of its kind.</summary>
    private const int ShortTokens = 60;
}
