using System.Collections.Frozen;

namespace Monitor.Languages;

/// <summary>The words and letters of the languages that share a script.</summary>
internal sealed class ScriptLanguages
{
    // A letter of its own says less than a word, but it comes more often.
    private const double LetterWeight = 0.5;

    private readonly string[] _languages;
    private readonly FrozenDictionary<string, (int Language, double Weight)[]> _words;
    private readonly FrozenDictionary<char, (int Language, double Weight)[]> _letters;

    public ScriptLanguages(IReadOnlyList<LanguageProfile> profiles)
    {
        _languages = [.. profiles.Select(profile => profile.Language)];
        _words = Table(profiles.Select(profile => profile.Words.Distinct()), StringComparer.Ordinal, 1);
        _letters = Table(profiles.Select(profile => profile.Letters.Distinct()), EqualityComparer<char>.Default, LetterWeight);
    }

    /// <param name="share">The share of the text's letters that are of the script: how sure its only language is.</param>
    public DetectedLanguage? Best(ReadOnlySpan<char> sample, double share)
    {
        if (_languages is [var only])
        {
            return new DetectedLanguage(only, share);
        }

        Span<double> scores = stackalloc double[_languages.Length];
        Span<char> word = stackalloc char[16];
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var (length, words) = (0, 0);
        for (var i = 0; i <= sample.Length; i++)
        {
            var character = i < sample.Length ? char.ToLowerInvariant(sample[i]) : ' ';
            if (char.IsLetter(character))
            {
                if (character > '\u007F' && _letters.TryGetValue(character, out var owners))
                {
                    Add(scores, owners);
                }

                if (length < word.Length)
                {
                    word[length] = character;
                }

                length++;
            }
            else if (length > 0)
            {
                if (length <= word.Length && lookup.TryGetValue(word[..length], out var languages))
                {
                    Add(scores, languages);
                }

                words++;
                length = 0;
            }
        }

        return Decide(scores, words);
    }

    private DetectedLanguage? Decide(ReadOnlySpan<double> scores, int words)
    {
        var (best, second) = (0, -1);
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                (best, second) = (i, best);
            }
            else if (second < 0 || scores[i] > scores[second])
            {
                second = i;
            }
        }

        if (scores[best] <= 0)
        {
            return null;
        }

        var lead = (scores[best] - scores[second]) / scores[best];
        // Names and figures hold no function words: with few hits among many words, or hardly any at all, nothing is sure.
        var coverage = Math.Min(1, 8 * scores[best] / words) * Math.Min(1, scores[best] / 1.5);
        return new DetectedLanguage(_languages[best], lead * coverage);
    }

    private static void Add(Span<double> scores, (int Language, double Weight)[] languages)
    {
        foreach (var (language, weight) in languages)
        {
            scores[language] += weight;
        }
    }

    /// <summary>A mark of n languages counts 1/√n for each: shared words still tell the families apart.</summary>
    private static FrozenDictionary<TMark, (int Language, double Weight)[]> Table<TMark>(
        IEnumerable<IEnumerable<TMark>> marksByLanguage, IEqualityComparer<TMark> comparer, double weight)
        where TMark : notnull =>
        marksByLanguage
            .SelectMany((marks, language) => marks.Select(mark => (mark, language)))
            .GroupBy(pair => pair.mark, pair => pair.language, comparer)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.Select(language => (language, weight / Math.Sqrt(group.Count()))).ToArray(),
                comparer);
}
