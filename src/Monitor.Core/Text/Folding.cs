using System.Globalization;
using System.Text;

namespace Monitor.Text;

/// <summary>
/// Folds letters so that spelling variants compare equal: lower case, without accents, ligatures and "ß" spelled out, full-width
/// forms narrowed. The same in every culture.
/// </summary>
public static class Folding
{
    private const int TableLength = 0x2100;

    // Almost all letters of running text lie below U+2100; the rest takes the slow way.
    private static readonly string?[] Expansions = new string?[TableLength];
    private static readonly char[] Table = BuildTable();

    /// <summary>Appends the folded form of <paramref name="source"/>; combining marks and the dots of acronyms vanish.</summary>
    public static void Append(ReadOnlySpan<char> source, List<char> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (var character in source)
        {
            if (character < TableLength)
            {
                if (Expansions[character] is { } expansion)
                {
                    target.AddRange(expansion.AsSpan());
                }
                else if (Table[character] != '\0')
                {
                    target.Add(Table[character]);
                }
            }
            else
            {
                AppendRare(character, target);
            }
        }
    }

    /// <summary>The folded form of one word, as tokens carry it.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var folded = new List<char>(word.Length + 2);
        Append(word, folded);
        return new string([.. folded]);
    }

    private static char[] BuildTable()
    {
        var table = new char[TableLength];
        for (var i = 0; i < TableLength; i++)
        {
            var folded = FoldSlowly((char)i);
            if (folded.Length == 1)
            {
                table[i] = folded[0];
            }
            else if (folded.Length > 1)
            {
                Expansions[i] = folded;
            }
        }

        table['.'] = '\0';
        table['\u2019'] = '\'';
        return table;
    }

    private static void AppendRare(char character, List<char> target)
    {
        if (char.IsSurrogate(character))
        {
            target.Add(character);
            return;
        }

        target.AddRange(FoldSlowly(character).AsSpan());
    }

    private static string FoldSlowly(char character)
    {
        // An invisible hyphen or joiner inside a word must not keep it from matching.
        if (character is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF')
        {
            return "";
        }

        if (char.IsSurrogate(character))
        {
            return character.ToString();
        }

        var special = character switch
        {
            'ß' or 'ẞ' => "ss",
            'æ' or 'Æ' => "ae",
            'œ' or 'Œ' => "oe",
            'ø' or 'Ø' => "o",
            'đ' or 'Đ' or 'ð' or 'Ð' => "d",
            'ł' or 'Ł' => "l",
            'þ' or 'Þ' => "th",
            'ı' or 'İ' => "i",
            'ς' => "σ",
            _ => null,
        };
        if (special is not null)
        {
            return special;
        }

        // Hangul and kana must stay whole: decomposing a syllable would make three characters of one.
        if (character is >= '\uAC00' and <= '\uD7A3' or >= '\u3040' and <= '\u30FF')
        {
            return character.ToString();
        }

        // U+FFFF and other noncharacters cannot be normalized.
        var decomposed = IsNoncharacter(character) ? character.ToString() : character.ToString().Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var part in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(part) is not UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(part));
            }
        }

        return folded.ToString();
    }

    private static bool IsNoncharacter(char character) =>
        character is >= '\uFDD0' and <= '\uFDEF' or '\uFFFE' or '\uFFFF';
}
