using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Roles;

/// <summary>Decides the voice of a cue from the words around it.</summary>
internal static class VoiceReader
{
    private const int BetweenMax = 6;

    public static Voice Of(SentenceReading sentence, CueHit hit)
    {
        if (hit.Form is CueForm.Noun)
        {
            return Voice.Noun;
        }

        if (hit.Form is CueForm.Finite or CueForm.Gerund && sentence.Is(hit.First - 1, WordClass.Determiner | WordClass.Preposition)
            && !sentence.BreaksAfter(hit.First - 1) && !sentence.Is(hit.First - 1, WordClass.InfinitiveMarker | WordClass.Subordinator)
            && !(hit.Form is CueForm.Gerund && sentence.Is(hit.First - 1, WordClass.Preposition)))
        {
            // "the report", "the unsealing of": a noun that looks like the verb.
            return Voice.None;
        }

        var be = AuxiliaryBefore(sentence, hit.First, WordClass.Be);
        var have = AuxiliaryBefore(sentence, hit.First, WordClass.Have);
        switch (hit.Form)
        {
            case CueForm.Predicate:
                return be >= 0 || sentence.Is(hit.End, WordClass.Be) ? Voice.Active : Voice.None;
            case CueForm.Finite when hit.IsOtherForm:
                // "were accused", "has accused" and "accused of" are the participle's.
                return be >= 0 || have >= 0 || IsWithoutObject(sentence, hit) ? Voice.None : Voice.Active;
            case CueForm.Participle when sentence.Language.IsVerbSecond:
                return PassiveInClause(sentence, hit) ? Voice.Passive : HaveInClause(sentence, hit) ? Voice.Active : Voice.None;
            case CueForm.Participle:
                return be > have ? Voice.Passive
                    : have >= 0 ? Voice.Active
                    : !hit.IsOtherForm || IsWithoutObject(sentence, hit) ? Voice.Reduced
                    : Voice.None;
            default:
                return Voice.Active;
        }
    }

    /// <summary>The nearest auxiliary before the verb with only adverbs between; -1 where there is none.</summary>
    private static int AuxiliaryBefore(SentenceReading sentence, int verb, WordClass auxiliary)
    {
        for (var token = verb - 1; token >= Math.Max(sentence.First, verb - BetweenMax); token--)
        {
            if (sentence.Is(token, auxiliary))
            {
                return token;
            }

            if (sentence.BreaksAfter(token)
                || !sentence.Is(token, WordClass.Adverb | WordClass.Negation | WordClass.Hedge | WordClass.Past | WordClass.Be | WordClass.Time))
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>"accused of", "blamed by", "charged with": what follows is no object.</summary>
    private static bool IsWithoutObject(SentenceReading sentence, CueHit hit)
    {
        var next = hit.End;
        if (next >= sentence.End)
        {
            return hit.Cue.Kind is not (CueKind.Speech or CueKind.Denial);
        }

        if (hit.Cue.Kind is CueKind.Deed && sentence.Is(hit.First, WordClass.Transitive)
            && (sentence.BreaksAfter(next - 1) || sentence.ClosesQuoteAfter(next - 1) || sentence.Is(next, WordClass.Place | WordClass.Time)))
        {
            // "four murdered -", "a climber killed in …".
            return true;
        }

        return sentence.Is(next, WordClass.Agent) || hit.Cue.ActMarkers.Contains(sentence.WordAt(next))
            || Takes(hit.Cue.Accused, sentence.WordAt(next)) || Takes(hit.Cue.Accuser, sentence.WordAt(next));
    }

    private static bool Takes(IReadOnlyList<Slot> slots, string word)
    {
        for (var i = 0; i < slots.Count; i++)
        {
            if (slots[i].Prepositions.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"four killed in …", "ministry hacked": a participle of harm with nothing behind it to harm.</summary>
    public static bool IsReducedDeed(SentenceReading sentence, int token)
    {
        if (sentence.Language.IsVerbSecond || !sentence.BeginsCue(token))
        {
            return false;
        }

        foreach (var hit in sentence.Cues)
        {
            if (hit.First == token && hit is { Form: CueForm.Participle, IsOtherForm: true, Cue.Kind: CueKind.Deed } && IsWithoutObject(sentence, hit))
            {
                return true;
            }
        }

        return false;
    }

    private static bool PassiveInClause(SentenceReading sentence, CueHit hit) => InClause(sentence, hit, WordClass.Be);

    private static bool HaveInClause(SentenceReading sentence, CueHit hit) => InClause(sentence, hit, WordClass.Have | WordClass.Pluperfect);

    private static bool InClause(SentenceReading sentence, CueHit hit, WordClass auxiliary)
    {
        for (var token = hit.First - 1; token >= sentence.First && !sentence.Is(token, WordClass.Complementizer | WordClass.Subordinator); token--)
        {
            if (sentence.Is(token, auxiliary))
            {
                return true;
            }
        }

        return sentence.Is(hit.End, auxiliary);
    }
}
