namespace Monitor.Text;

/// <summary>
/// Finds where sentences end: at sentence punctuation before a capital, a digit or an opening quote, unless an abbreviation or an
/// initial stands before it; and at line ends, unless the next line goes on in lower case.
/// </summary>
internal static class SentenceSplitter
{
    private const int OrdinalDigitsMax = 2;

    /// <summary>Adds the sentences of <paramref name="text"/>; text up to <paramref name="titleEnd"/> is paragraph 0.</summary>
    public static void Split(string text, int titleEnd, IReadOnlyList<Token> tokens, List<char> folded, List<Sentence> sentences)
    {
        var paragraph = titleEnd > 0 ? 0 : 1;
        var firstToken = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var gapStart = tokens[i].End;
            var gapEnd = i + 1 < tokens.Count ? tokens[i + 1].Start : text.Length;
            var isLast = i + 1 == tokens.Count;
            var breaksLine = BreaksLine(text, gapStart, gapEnd, isLast, titleEnd);
            if (!isLast && !breaksLine && !EndsSentence(text, tokens[i], gapEnd, folded))
            {
                continue;
            }

            Add(text, tokens, firstToken, i + 1, gapEnd, paragraph, sentences);
            firstToken = i + 1;
            if (breaksLine)
            {
                paragraph++;
            }
        }
    }

    private static void Add(
        string text, IReadOnlyList<Token> tokens, int firstToken, int endToken, int gapEnd, int paragraph, List<Sentence> sentences)
    {
        var start = tokens[firstToken].Start;
        // An opening quote or bracket before the first word belongs to it.
        while (start > 0 && (IsOpening(text[start - 1]) || text[start - 1] is '$' or '€' or '£' or '#' or '@'))
        {
            start--;
        }

        if (sentences.Count > 0 && start < sentences[^1].End)
        {
            start = sentences[^1].End;
        }

        sentences.Add(new Sentence(start, EndOf(text, tokens[endToken - 1].End, gapEnd), firstToken, endToken, paragraph));
    }

    /// <summary>The end of the sentence: its punctuation and closing quotes, up to the first white space.</summary>
    private static int EndOf(string text, int position, int gapEnd)
    {
        while (position < gapEnd && (!char.IsWhiteSpace(text[position]) || IsBeforeMark(text, position, gapEnd)))
        {
            position++;
        }

        return position;
    }

    /// <summary>French writes a space before "!", "?" and "»": they close what stands before it.</summary>
    private static bool IsBeforeMark(string text, int position, int gapEnd) => position + 1 < gapEnd
        && (text[position + 1] is '!' or '?' || (text[position + 1] == '»' && (position + 2 == gapEnd || !char.IsLetterOrDigit(text[position + 2]))))
        && (position + 2 >= text.Length || !char.IsLetterOrDigit(text[position + 2]));

    private static bool BreaksLine(string text, int gapStart, int gapEnd, bool isLast, int titleEnd)
    {
        if (!isLast && gapStart <= titleEnd && gapEnd >= titleEnd && titleEnd > 0)
        {
            return true;
        }

        var lineEnds = text.AsSpan(gapStart, gapEnd - gapStart).Count('\n');
        return lineEnds > 1 || (lineEnds == 1 && !isLast && !char.IsLower(text[gapEnd]));
    }

    private static bool EndsSentence(string text, Token token, int gapEnd, List<char> folded)
    {
        // An acronym's own last dot may end the sentence too.
        var endsInDot = text[token.End - 1] == '.';
        var position = token.End;
        var terminator = endsInDot ? '.' : '\0';
        while (position < gapEnd && (!char.IsWhiteSpace(text[position]) || IsBeforeMark(text, position, gapEnd)))
        {
            var character = text[position++];
            if (character is '。' or '！' or '？' or '｡')
            {
                return true;
            }

            if (character is '.' or '!' or '?' or '…')
            {
                terminator = character;
            }
        }

        if (terminator == '\0' || position >= gapEnd)
        {
            return false;
        }

        var next = NextVisible(text, position, gapEnd);
        if (char.IsLower(next))
        {
            return false;
        }

        return terminator != '.' || !IsAbbreviation(token, endsInDot, folded, text);
    }

    private static bool IsAbbreviation(Token token, bool endsInDot, List<char> folded, string text)
    {
        if (endsInDot)
        {
            // "the U.S. Department": an acronym before a capital mostly goes on. A following article or pronoun says that it ended.
            return !StartsNewSentence(text, token.End);
        }

        var isCapital = char.IsUpper(text[token.Start]);
        var length = token.FoldedEnd - token.FoldedStart;
        if (token.Kind is TokenKind.Number)
        {
            // "am 3. November": the dot makes an ordinal.
            return length <= OrdinalDigitsMax && Abbreviations.InForce.FollowsOrdinal(WordAt(text, token.End));
        }

        if (length == 1 && token.Kind is TokenKind.Word && isCapital)
        {
            return true;
        }

        var abbreviations = Abbreviations.InForce;
        if (length > abbreviations.LengthMax || token.Kind is not TokenKind.Word)
        {
            return false;
        }

        Span<char> word = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            word[i] = folded[token.FoldedStart + i];
        }

        return abbreviations.Contains(word, isCapital) && (!abbreviations.MayEnd(word) || !StartsNewSentence(text, token.End));
    }

    private static bool StartsNewSentence(string text, int position) => Abbreviations.InForce.Begins(WordAt(text, position));

    /// <summary>The next word behind a place of the text.</summary>
    private static ReadOnlySpan<char> WordAt(string text, int position)
    {
        while (position < text.Length && !char.IsLetterOrDigit(text[position]))
        {
            position++;
        }

        var end = position;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return text.AsSpan(position, end - position);
    }

    private static char NextVisible(string text, int position, int gapEnd)
    {
        while (position < gapEnd && (char.IsWhiteSpace(text[position]) || IsOpening(text[position]) || text[position] is '-' or '–' or '—'))
        {
            position++;
        }

        return position < text.Length ? text[position] : '\0';
    }

    private static bool IsOpening(char character) =>
        character is '"' or '\'' or '(' or '[' or '{' or '“' or '‘' or '„' or '‚' or '«' or '‹' or '¿' or '¡' or '「' or '『' or '（';
}
