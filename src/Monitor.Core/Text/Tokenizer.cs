using System.Globalization;
using System.Text;

namespace Monitor.Text;

/// <summary>
/// Cuts a text into tokens. Hyphens separate ("state-backed" is two tokens), acronyms keep their dots in the span and lose them in the
/// folded form ("U.S." folds to "us"), an elided article is a token of its own ("l'Iran"), the possessive "'s" is none.
/// </summary>
internal static class Tokenizer
{
    private enum CharClass : byte
    {
        Other,
        Letter,
        Digit,
        Mark,
        Ideograph,
    }

    public static void Tokenize(string text, List<Token> tokens, List<char> folded)
    {
        var position = 0;
        while (position < text.Length)
        {
            var charClass = ClassAt(text, position, out var width);
            switch (charClass)
            {
                case CharClass.Ideograph:
                    Add(text, position, position + width, TokenKind.Ideograph, tokens, folded);
                    position += width;
                    break;
                case CharClass.Letter or CharClass.Digit:
                    var end = EndOfWord(text, position, out var kind);
                    Add(text, position, end, kind, tokens, folded);
                    position = SkipPossessive(text, end);
                    break;
                default:
                    position += width;
                    break;
            }
        }
    }

    private static void Add(string text, int start, int end, TokenKind kind, List<Token> tokens, List<char> folded)
    {
        var foldedStart = folded.Count;
        var written = text.AsSpan(start, end - start);
        if (kind is TokenKind.Number)
        {
            foreach (var character in written)
            {
                if (character != ',')
                {
                    folded.Add(character);
                }
            }
        }
        else
        {
            Folding.Append(written, folded);
        }

        if (folded.Count > foldedStart)
        {
            tokens.Add(new Token(start, end, foldedStart, folded.Count, kind));
        }
    }

    private static int EndOfWord(string text, int start, out TokenKind kind)
    {
        kind = TokenKind.Word;
        var acronymEnd = EndOfDottedAcronym(text, start);
        if (acronymEnd > start)
        {
            return acronymEnd;
        }

        var onlyDigits = true;
        var position = start;
        while (position < text.Length)
        {
            var charClass = ClassAt(text, position, out var width);
            if (charClass is CharClass.Letter)
            {
                onlyDigits = false;
            }
            else if (charClass is CharClass.Other or CharClass.Ideograph)
            {
                if (charClass is CharClass.Ideograph || !Continues(text, start, position, onlyDigits))
                {
                    break;
                }
            }

            position += width;
        }

        kind = onlyDigits ? TokenKind.Number : TokenKind.Word;
        return position;
    }

    /// <summary>Whether the word goes on behind the punctuation at <paramref name="position"/>.</summary>
    private static bool Continues(string text, int start, int position, bool onlyDigits)
    {
        if (position + 1 >= text.Length)
        {
            return false;
        }

        var character = text[position];
        var next = text[position + 1];
        if (onlyDigits)
        {
            // "2,864" and "3.5" are one number, "2021." and "1,2" at a list's border are not merged beyond their digits.
            return character is '.' or ',' && char.IsAsciiDigit(next);
        }

        if (IsInvisible(character))
        {
            return char.IsLetterOrDigit(next);
        }

        if (!IsApostrophe(character) || !char.IsLetter(next))
        {
            return false;
        }

        // "l'Iran", "d'affaires", "qu'il": up to two letters before the apostrophe are an elided word of their own.
        return position - start > 2 && !IsPossessive(text, position);
    }

    private static int EndOfDottedAcronym(string text, int start)
    {
        var position = start;
        var letters = 0;
        while (position + 1 < text.Length && char.IsLetter(text[position]) && text[position + 1] == '.')
        {
            letters++;
            position += 2;
        }

        if (letters < 2)
        {
            // "U.S" without its last dot.
            return start;
        }

        // "U.S.A" ends in a bare letter; "e.g.something" is no acronym.
        if (position < text.Length && char.IsLetter(text[position]))
        {
            return position + 1 < text.Length && char.IsLetterOrDigit(text[position + 1]) ? start : position + 1;
        }

        return position;
    }

    private static int SkipPossessive(string text, int position) =>
        position < text.Length && IsApostrophe(text[position]) && IsPossessive(text, position) ? position + 2 : position;

    private static bool IsPossessive(string text, int apostrophe) =>
        apostrophe + 1 < text.Length
        && text[apostrophe + 1] is 's' or 'S'
        && (apostrophe + 2 >= text.Length || !char.IsLetterOrDigit(text[apostrophe + 2]));

    private static bool IsApostrophe(char character) => character is '\'' or '\u2019' or '\u02BC';

    private static bool IsInvisible(char character) => character is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060';

    private static CharClass ClassAt(string text, int position, out int width)
    {
        width = 1;
        var character = text[position];
        if (char.IsAscii(character))
        {
            return char.IsAsciiLetter(character) ? CharClass.Letter
                : char.IsAsciiDigit(character) ? CharClass.Digit
                : CharClass.Other;
        }

        if (char.IsSurrogate(character))
        {
            if (!Rune.TryGetRuneAt(text, position, out var rune))
            {
                return CharClass.Other;
            }

            width = rune.Utf16SequenceLength;
            return rune.Value is >= 0x20000 and <= 0x3FFFF ? CharClass.Ideograph : ClassOf(Rune.GetUnicodeCategory(rune));
        }

        return IsIdeograph(character) ? CharClass.Ideograph : ClassOf(CharUnicodeInfo.GetUnicodeCategory(character));
    }

    private static CharClass ClassOf(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => CharClass.Letter,
        UnicodeCategory.DecimalDigitNumber => CharClass.Digit,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => CharClass.Mark,
        _ => CharClass.Other,
    };

    private static bool IsIdeograph(char character) =>
        character is >= '\u3400' and <= '\u9FFF'
            or >= '\u3041' and <= '\u30FF' and not '\u30FB'
            or >= '\uAC00' and <= '\uD7A3'
            or >= '\uF900' and <= '\uFAFF'
            or '\u3005' or '\u3007';
}
