using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Roles;

internal static class ModalityReader
{
    private const int GoverningWords = 6;
    private const int FrontWords = 8;

    /// <param name="subjectEnd">The token behind the subject; the verb itself where there is none before it.</param>
    /// <param name="objectEnd">The token behind the object: what stands later belongs to the act.</param>
    /// <param name="isReported">Within what somebody says: "had" is then only the tense of reported speech.</param>
    public static Modality Read(
        SentenceReading sentence, CueHit hit, SubjectFound subject, int subjectEnd, int objectEnd, bool isReported, DateTimeOffset? published)
    {
        var verb = hit.First;
        var from = subject.Group is not null && subjectEnd <= verb ? subjectEnd : Math.Max(sentence.First, verb - GoverningWords);
        var around = sentence.Language.IsVerbSecond ? Math.Max(verb, Math.Min(objectEnd + 3, sentence.End)) : verb;
        if (subject.Boundary is Boundary.Question || IsQuestion(sentence, verb))
        {
            return new Modality("it is asked or conditional, not said", false, false, false);
        }

        if (sentence.Any(from, around, WordClass.Hypothetical) && !sentence.Any(from, verb, WordClass.Realized))
        {
            return new Modality("it has not happened (would, could, plans to …)", false, false, false);
        }

        if (subject.Boundary is Boundary.Complementizer && sentence.Any(subject.ClauseFirst - 4, subject.ClauseFirst, WordClass.Hypothetical))
        {
            return new Modality("it is wanted, not said", false, false, false);
        }

        if (hit.Cue.Kind is not (CueKind.Deed or CueKind.DenialContent) && sentence.Any(from, verb, WordClass.Modal))
        {
            return new Modality("it may happen", false, false, false);
        }

        if (IsInfinitive(sentence, hit) && !IsRealized(sentence, verb))
        {
            return new Modality("an infinitive says what is to be done, not what was", false, false, false);
        }

        var isNegated = IsNegated(sentence, subject.Group is { } group && group.End <= from ? Math.Max(sentence.First, group.First - 1) : from, around)
            || IsNothingSaid(sentence, subject);
        var clauseFirst = Math.Max(sentence.First, Math.Min(subject.ClauseFirst, verb) - FrontWords);
        var hedgeFirst = hit.Cue.Kind is CueKind.Deed && subject.Group is { } doer && doer.End <= from ? doer.First - 1 : from - 3;
        var isHedged = sentence.Any(Math.Max(clauseFirst, hedgeFirst), Math.Min(objectEnd + 1, sentence.End), WordClass.Hedge);
        var isPast = (!isReported && hit.Form is CueForm.Participle && sentence.Any(from, verb, WordClass.Pluperfect))
            || sentence.Any(clauseFirst, objectEnd, WordClass.Past)
            || (published is { } instant && PastReader.NamesEarlierTime(sentence, clauseFirst, objectEnd, instant));
        return new Modality(null, isNegated, isHedged, isPast);
    }

    public static bool IsInfinitive(SentenceReading sentence, CueHit hit)
    {
        if (hit.Form is CueForm.Infinitive)
        {
            return !sentence.Language.IsVerbSecond || sentence.Is(hit.First - 1, WordClass.InfinitiveMarker);
        }

        if (hit.Form is not (CueForm.Finite or CueForm.Participle or CueForm.Predicate))
        {
            return false;
        }

        for (var token = hit.First - 1; token >= Math.Max(sentence.First, hit.First - 4); token--)
        {
            if (sentence.Is(token, WordClass.InfinitiveMarker))
            {
                return true;
            }

            if (!sentence.Is(token, WordClass.Adverb | WordClass.Be | WordClass.Have | WordClass.Negation))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"was the first to accuse", "continues to use".</summary>
    public static bool IsRealized(SentenceReading sentence, int verb) => sentence.Any(verb - 5, verb, WordClass.Realized);

    /// <summary>"there is no evidence that …".</summary>
    private static bool IsNothingSaid(SentenceReading sentence, SubjectFound subject) =>
        subject.Boundary is Boundary.Complementizer
        && sentence.Any(subject.ClauseFirst - 5, subject.ClauseFirst, WordClass.Negation);

    /// <summary>"Will Norway accuse Russia?" asks; so does "Had Norway accused Russia, …" in its way.</summary>
    private static bool IsQuestion(SentenceReading sentence, int verb)
    {
        if (sentence.Is(sentence.First, WordClass.Inverted))
        {
            return true;
        }

        for (var token = verb; token < sentence.End; token++)
        {
            if (sentence.HasAfter(token, '?'))
            {
                return true;
            }

            if (sentence.ClosesQuoteAfter(token))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>A negation that stands between commas, with what it negates ("Chinese hackers, not Russian ones, broke in"), leaves the verb alone.</summary>
    private static bool IsNegated(SentenceReading sentence, int first, int end)
    {
        for (var token = Math.Max(first, sentence.First); token < end; token++)
        {
            if (sentence.Is(token, WordClass.Negation) && !(sentence.HasAfter(token - 1, ',') && ClosesBefore(sentence, token, end)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ClosesBefore(SentenceReading sentence, int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            if (sentence.HasAfter(token, ','))
            {
                return true;
            }
        }

        return false;
    }
}
