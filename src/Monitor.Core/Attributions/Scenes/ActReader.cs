using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Scenes;

/// <summary>Takes the words of an act out of a sentence and finds their class.</summary>
internal static class ActReader
{
    public const string Unspecified = "unspecified";
    public const string OtherFamily = "other";
    private const int WordsMax = 40;

    /// <summary>The act behind one of the markers, up to the end of its clause.</summary>
    public static (int First, int End)? Behind(SentenceReading sentence, int from, IReadOnlyList<string> markers)
    {
        for (var token = from; token < Math.Min(from + 30, sentence.End - 1); token++)
        {
            if (markers.Contains(sentence.WordAt(token)))
            {
                return (token + 1, ClauseEnd(sentence, token + 1));
            }

            if (sentence.HasAfter(token, ';'))
            {
                return null;
            }
        }

        return null;
    }

    public static int ClauseEnd(SentenceReading sentence, int from)
    {
        var end = from;
        while (end < Math.Min(from + WordsMax, sentence.End))
        {
            end++;
            if (sentence.BreaksAfter(end - 1) && !sentence.HasAfter(end - 1, '(') && !sentence.HasAfter(end - 1, ')'))
            {
                break;
            }
        }

        return end;
    }

    /// <param name="span">Where the act's words stand; null where the statement names none.</param>
    /// <param name="onlyThere">Acts elsewhere in the sentence are others: "worked for the ministry, and some of them ran extortion schemes".</param>
    public static ActFound Read(SentenceReading sentence, (int First, int End)? span, bool onlyThere = false)
    {
        var rank = int.MaxValue;
        if (span is { } at)
        {
            rank = Best(sentence, at.First, at.End);
        }

        if (rank == int.MaxValue && !onlyThere)
        {
            rank = Best(sentence, sentence.First, sentence.End);
        }

        var words = span is { } place && place.End > place.First
            ? new TextSpan(sentence.Text.Tokens[place.First].Start, sentence.Text.Tokens[place.End - 1].End).Of(sentence.Text.Value)
            : "";
        var incident = sentence.Incidents.Count > 0 ? sentence.Incidents[0].Incident : null;
        if (rank == int.MaxValue)
        {
            return new ActFound(words, Unspecified, OtherFamily, incident, null);
        }

        var actClass = sentence.Language.Acts[rank];
        return new ActFound(words, actClass.Id, actClass.Family, incident, actClass.FoldsInto);
    }

    private static int Best(SentenceReading sentence, int first, int end)
    {
        var rank = int.MaxValue;
        foreach (var hit in sentence.Acts)
        {
            if (hit.First >= first && hit.First < end)
            {
                rank = Math.Min(rank, hit.Rank);
            }
        }

        return rank;
    }
}

/// <summary>An act as a statement tells it.</summary>
internal readonly record struct ActFound(string Words, string ActClass, string Family, string? Incident, string? FoldsInto);
