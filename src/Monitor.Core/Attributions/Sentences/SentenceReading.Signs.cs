using System.Buffers;
using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Sentences;

/// <content>What stands between the words, looked at once for each gap: every reader asks for it over and over.</content>
internal sealed partial class SentenceReading
{
    private static readonly SearchValues<char> BreakingMarks = SearchValues.Create(",;:()[]—…");

    [Flags]
    private enum Sign : byte
    {
        None = 0,

        /// <summary>Punctuation other than quotes and hyphens.</summary>
        Break = 1,

        /// <summary>More than one blank.</summary>
        Mark = 2,

        /// <summary>The word belongs to a cue that is no noun.</summary>
        Cue = 4,

        CueBegins = 8,

        Act = 16,
    }

    /// <summary>Whether punctuation other than quotes and hyphens stands behind the token.</summary>
    public bool BreaksAfter(int token) => token >= First && token < End && (_signs[token - First] & Sign.Break) != 0;

    public bool HasAfter(int token, char character) => token >= First && token < End
        && (_signs[token - First] & Sign.Mark) != 0 && Text.GapAfter(token).Contains(character);

    public bool IsPossessive(int token)
    {
        if (IsBlankAfter(token))
        {
            return false;
        }

        var gap = Text.GapAfter(token);
        return gap.Length >= 2 && gap[0] is '\'' or '’' && (gap[1] is 's' or 'S' or ' ');
    }

    /// <summary>Whether a quotation begins right before the token.</summary>
    public bool OpensQuoteBefore(int token)
    {
        if (IsBlankAfter(token - 1))
        {
            return false;
        }

        var at = Text.Tokens[token].Start - 1;
        while (at >= 0 && Text.Value[at] is ' ' or '\u00a0' or '\u202f')
        {
            at--;
        }

        return at >= 0 && Text.Value[at] switch
        {
            '“' or '„' or '«' => true,
            '"' => at == Text.Tokens[token].Start - 1 && (at == 0 || char.IsWhiteSpace(Text.Value[at - 1]) || Text.Value[at - 1] is '(' or ':'),
            _ => false,
        };
    }

    /// <summary>The sentence goes on with a quotation that an earlier one opened: the first mark in it closes.</summary>
    public bool StartsQuoted
    {
        get
        {
            var span = Written;
            var mark = span.IndexOfAny("“”„«»");
            return mark >= 0 && span[mark] is '”' or '»';
        }
    }

    /// <summary>The sentence as it is written, without a string of its own.</summary>
    public ReadOnlySpan<char> Written => Text.Value.AsSpan(Sentence.Start, Sentence.End - Sentence.Start);

    public bool ClosesQuoteAfter(int token) => token >= First && !IsBlankAfter(token) && Text.GapAfter(token).IndexOfAny("”»\"“") >= 0;

    /// <summary>Nothing but one blank stands between two words, as between most.</summary>
    private bool IsBlankAfter(int token) => token >= First && token < End && (_signs[token - First] & Sign.Mark) == 0;

    private static Sign SignsOf(ReadOnlySpan<char> gap, bool isLast) =>
        gap is " " ? Sign.None : !isLast && Breaks(gap) ? Sign.Mark | Sign.Break : Sign.Mark;

    private static bool Breaks(ReadOnlySpan<char> gap) => gap.IndexOfAny(BreakingMarks) >= 0 || gap.Contains(" – ", StringComparison.Ordinal)
        || gap.Contains(" - ", StringComparison.Ordinal);

    /// <summary>Notes at the words which of them belong to cues and acts.</summary>
    private void NoteHits()
    {
        foreach (ref var sign in _signs.AsSpan())
        {
            sign &= Sign.Break | Sign.Mark;
        }

        foreach (var hit in Cues)
        {
            _signs[hit.First - First] |= Sign.CueBegins;
            for (var token = hit.First; token < hit.End && hit.Form is not CueForm.Noun; token++)
            {
                _signs[token - First] |= Sign.Cue;
            }
        }

        foreach (var act in Acts)
        {
            for (var token = act.First; token < act.End; token++)
            {
                _signs[token - First] |= Sign.Act;
            }
        }
    }
}
