using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Statements;

/// <content>Cues and acts that begin with a word or hold it.</content>
internal sealed partial class DeedTieReader
{
    private bool IsSpeechAt(int token) => sentence.BeginsCue(token, CueKind.Speech);

    /// <summary>The party speaks, accuses or denies: what follows is not its deed.</summary>
    private bool IsOtherCueAt(int token)
    {
        if (!sentence.BeginsCue(token) || sentence.Is(token, WordClass.Have | WordClass.Be | WordClass.Hostile))
        {
            return false;
        }

        foreach (var hit in sentence.Cues)
        {
            if (hit.First == token && hit.Form is not (CueForm.Noun or CueForm.Predicate)
                && hit.Cue.Kind is CueKind.Speech or CueKind.Denial or CueKind.Retraction or CueKind.Accusation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"supplied", "built": a deed that a cue knows, in a passive.</summary>
    private bool IsDeedAt(int token)
    {
        if (sentence.Acts.Count > 0 && sentence.BeginsCue(token))
        {
            foreach (var hit in sentence.Cues)
            {
                if (hit.First == token && hit is { Cue.Kind: CueKind.Deed, Form: CueForm.Participle })
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"espionage for Morocco", "spying for": the act is done for whoever stands behind.</summary>
    private bool IsActAt(int token) => sentence.IsActAt(token)
        || (sentence.Is(token, WordClass.Hostile) && sentence.Any(token - 3, token + 1, WordClass.Hostile) && sentence.Acts.Count > 0);
}
