using System.Collections.Frozen;
using Monitor.Languages;

namespace Monitor.Text;

/// <summary>The abbreviations of all languages (sentences.yaml), and the words that show that a sentence ended behind one.</summary>
internal sealed class Abbreviations
{
    private static readonly Lazy<Abbreviations> Chosen = new(() => new Abbreviations(LanguageBook.InForce.Sentences));

    private readonly FrozenSet<string> _always;
    private readonly FrozenSet<string> _capitalised;
    private readonly FrozenSet<string> _ending;
    private readonly FrozenSet<string> _beginnings;

    public Abbreviations(IReadOnlyList<LanguageSentences> languages)
    {
        _capitalised = Folded(languages.SelectMany(language => language.Capitalised));
        _ending = Folded(languages.SelectMany(language => language.Ending));
        _always = Folded(languages.SelectMany(language => language.Abbreviations.Concat(language.Ending)));
        _beginnings = languages.SelectMany(language => language.Beginnings).ToFrozenSet(StringComparer.Ordinal);
        LengthMax = _always.Concat(_capitalised).Select(word => word.Length).DefaultIfEmpty().Max();
    }

    public static Abbreviations InForce => Chosen.Value;

    /// <summary>The length of the longest one.</summary>
    public int LengthMax { get; }

    /// <param name="word">Folded.</param>
    public bool Contains(ReadOnlySpan<char> word, bool isCapital) =>
        _capitalised.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) ? isCapital : _always.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether the abbreviation ends a sentence as often as not.</summary>
    public bool MayEnd(ReadOnlySpan<char> word) => _ending.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether a word as it is written begins a sentence.</summary>
    public bool Begins(ReadOnlySpan<char> word) => _beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Folded(IEnumerable<string> words) => words.Select(word => Folding.Fold(word)).ToFrozenSet(StringComparer.Ordinal);
}
