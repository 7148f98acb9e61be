using Monitor.Text;

namespace Monitor.Rules.Phrases;

/// <summary>One word of a phrase: its folded form, how it is written, and whether it stands for all words that begin with it.</summary>
public readonly record struct PhraseWord(string Folded, string Written, bool IsPrefix);

/// <summary>
/// Words in a row, as they are looked for in a text: never inside a word, never across the end of a sentence. Hyphens and punctuation
/// inside a sentence do not matter.
/// </summary>
public sealed class Phrase : IEquatable<Phrase>
{
    /// <summary>Longer phrases are refused: they bound the cost of matching, and no name or saying is that long.</summary>
    public const int WordsMax = 24;

    private Phrase(IReadOnlyList<PhraseWord> words, PhraseCase phraseCase)
    {
        Words = words;
        Case = phraseCase;
    }

    public IReadOnlyList<PhraseWord> Words { get; }

    public PhraseCase Case { get; }

    /// <summary>Whether capitals can decide: not where none is written.</summary>
    public bool AsksForCase => Case is PhraseCase.Exact || (Case is PhraseCase.Name && Words.Any(word => char.IsUpper(word.Written[0])));

    /// <summary>Cuts a text into a phrase; "*" right behind a word makes it a prefix. Null where there is no word, or too many.</summary>
    public static Phrase? Of(string text, PhraseCase phraseCase = PhraseCase.Any)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = TokenizedText.Of(text);
        var count = tokens.Tokens.Length;
        if (count is 0 or > WordsMax)
        {
            return null;
        }

        var words = new PhraseWord[count];
        for (var i = 0; i < count; i++)
        {
            words[i] = new PhraseWord(
                new string(tokens.Folded(i)),
                tokens.Written(i).ToString().Replace(".", "", StringComparison.Ordinal),
                tokens.GapAfter(i).StartsWith("*"));
        }

        return new Phrase(words, phraseCase);
    }

    /// <summary>Whether the capitals of a place in a text, whose folded words match, are as this phrase wants them.</summary>
    public bool HasCaseOf(TokenizedText text, int firstToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; Case is not PhraseCase.Any && i < Words.Count; i++)
        {
            var written = text.Written(firstToken + i);
            var fits = Case is PhraseCase.Name ? FitsName(Words[i].Written, written) : FitsExactly(Words[i], written);
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the phrase stands anywhere in a short text, such as an outlet's name.</summary>
    public bool OccursIn(TokenizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var first = 0; first + Words.Count <= text.Tokens.Length; first++)
        {
            var i = 0;
            while (i < Words.Count && Fits(Words[i], text.Folded(first + i)))
            {
                i++;
            }

            if (i == Words.Count && HasCaseOf(text, first))
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(Phrase? other) => other is not null && Case == other.Case && Words.SequenceEqual(other.Words);

    public override bool Equals(object? obj) => Equals(obj as Phrase);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Case);
        foreach (var word in Words)
        {
            hash.Add(word.Folded, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(' ', Words.Select(word => word.Written + (word.IsPrefix ? "*" : "")));

    private static bool Fits(PhraseWord wanted, ReadOnlySpan<char> folded) =>
        wanted.IsPrefix ? folded.StartsWith(wanted.Folded) : folded.SequenceEqual(wanted.Folded);

    private static bool FitsName(string wanted, ReadOnlySpan<char> written) => !char.IsUpper(wanted[0]) || !char.IsLower(written[0]);

    private static bool FitsExactly(PhraseWord wanted, ReadOnlySpan<char> written)
    {
        var position = 0;
        foreach (var character in written)
        {
            if (character == '.')
            {
                continue;
            }

            if (position == wanted.Written.Length)
            {
                return wanted.IsPrefix;
            }

            if (wanted.Written[position++] != character)
            {
                return false;
            }
        }

        return position == wanted.Written.Length;
    }
}
