using System.Collections.Frozen;

namespace Monitor.Articles.Languages;

/// <summary>A language found in a text.</summary>
/// <param name="Language">Its primary subtag, such as "en".</param>
/// <param name="Confidence">0 to 1: how far it stands before the next likely one.</param>
public sealed record DetectedLanguage(string Language, double Confidence);

/// <summary>
/// Tells a text's language: by its script where only one language (of news) is written in it, else by function words and letters. It
/// reads at most the first few thousand characters. Thread-safe.
/// </summary>
public static class LanguageDetector
{
    /// <summary>Below this a guess should not overrule what a page says of itself.</summary>
    public const double SureFrom = 0.25;

    private const int CharactersMax = 4_000;

    // Fewer letters than this say nothing.
    private const int LettersMin = 12;

    private static readonly ProfileWords Latin = new(LanguageProfile.Latin);
    private static readonly ProfileWords Cyrillic = new(LanguageProfile.Cyrillic);

    private enum Script
    {
        None,
        Latin,
        Cyrillic,
        Greek,
        Hebrew,
        Arabic,
        Devanagari,
        Bengali,
        Tamil,
        Thai,
        Georgian,
        Armenian,
        Hangul,
        Kana,
        Han,
    }

    /// <summary>Null where the text is too short or in no known language.</summary>
    public static DetectedLanguage? Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sample = text.AsSpan(0, Math.Min(text.Length, CharactersMax));
        Span<int> letters = stackalloc int[(int)Script.Han + 1];
        var total = 0;
        foreach (var character in sample)
        {
            var script = ScriptOf(character);
            letters[(int)script]++;
            total += script is Script.None ? 0 : 1;
        }

        var ideographs = letters[(int)Script.Han] + letters[(int)Script.Kana] + letters[(int)Script.Hangul];
        // Three ideographs say as much as a word.
        if (total + 3 * ideographs < LettersMin)
        {
            return null;
        }

        if (3 * ideographs > total)
        {
            return Ideographic(letters, ideographs);
        }

        var main = Script.None;
        for (var script = Script.Latin; script <= Script.Han; script++)
        {
            main = letters[(int)script] > (main is Script.None ? 0 : letters[(int)main]) ? script : main;
        }

        var share = (double)letters[(int)main] / total;
        return main switch
        {
            Script.Latin => Latin.Best(sample),
            Script.Cyrillic => Cyrillic.Best(sample),
            Script.Arabic => new DetectedLanguage(ArabicScript(sample), share),
            Script.Greek => new DetectedLanguage("el", share),
            Script.Hebrew => new DetectedLanguage("he", share),
            Script.Devanagari => new DetectedLanguage("hi", share),
            Script.Bengali => new DetectedLanguage("bn", share),
            Script.Tamil => new DetectedLanguage("ta", share),
            Script.Thai => new DetectedLanguage("th", share),
            Script.Georgian => new DetectedLanguage("ka", share),
            Script.Armenian => new DetectedLanguage("hy", share),
            _ => null,
        };
    }

    /// <summary>
    /// The language of an article: what its text shows, where that is sure; else what the markup or the feed declares, else the guess.
    /// Declarations come from templates and are often wrong.
    /// </summary>
    public static string? Choose(string text, params IEnumerable<string?> declared)
    {
        var detected = Detect(text);
        if (detected is { Confidence: >= SureFrom })
        {
            return detected.Language;
        }

        return declared.Select(Primary).FirstOrDefault(language => language is not null) ?? detected?.Language;
    }

    /// <summary>"pt-BR" as "pt"; null for what is no language tag.</summary>
    public static string? Primary(string? tag)
    {
        var primary = tag?.Trim().Split('-', '_')[0].ToLowerInvariant();
        return primary switch
        {
            { Length: 2 or 3 } when primary.All(char.IsAsciiLetterLower) => primary is "nb" or "nn" ? "no" : primary is "iw" ? "he" : primary,
            _ => null,
        };
    }

    private static DetectedLanguage Ideographic(ReadOnlySpan<int> letters, int ideographs)
    {
        var (kana, hangul) = (letters[(int)Script.Kana], letters[(int)Script.Hangul]);
        // Japanese always mixes kana in, Korean writes almost all in hangul.
        return 20 * kana > ideographs ? new DetectedLanguage("ja", 1)
            : 2 * hangul > ideographs ? new DetectedLanguage("ko", 1)
            : new DetectedLanguage("zh", 1);
    }

    /// <summary>Persian and Urdu have letters that Arabic lacks.</summary>
    private static string ArabicScript(ReadOnlySpan<char> sample)
    {
        var urdu = sample.CountAny("ٹڈڑںھے");
        var persian = sample.CountAny("پچژگ") + sample.CountAny("یک");
        var arabic = sample.CountAny("ةيكىأإ");
        return urdu * 25 > sample.Length ? "ur" : persian > arabic ? "fa" : "ar";
    }

    private static Script ScriptOf(char character) => character switch
    {
        >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF' => Script.Latin,
        < '\u0370' => Script.None,
        <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => Script.Greek,
        <= '\u052F' => Script.Cyrillic,
        <= '\u058F' => Script.Armenian,
        <= '\u05FF' => Script.Hebrew,
        <= '\u077F' or >= '\uFB50' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFF' => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0980' and <= '\u09FF' => Script.Bengali,
        >= '\u0B80' and <= '\u0BFF' => Script.Tamil,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        >= '\u10A0' and <= '\u10FF' => Script.Georgian,
        >= '\u1100' and <= '\u11FF' or >= '\uAC00' and <= '\uD7A3' => Script.Hangul,
        >= '\u3041' and <= '\u30FF' => Script.Kana,
        >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' => Script.Han,
        _ => Script.None,
    };

    /// <summary>The words and letters of the languages that share a script.</summary>
    private sealed class ProfileWords
    {
        // A letter of its own says less than a word, but it comes more often.
        private const double LetterWeight = 0.5;

        private readonly string[] _languages;
        private readonly FrozenDictionary<string, (int Language, double Weight)[]> _words;
        private readonly FrozenDictionary<char, (int Language, double Weight)[]> _letters;

        public ProfileWords(IReadOnlyList<LanguageProfile> profiles)
        {
            _languages = [.. profiles.Select(profile => profile.Language)];
            _words = Table(profiles.Select(profile => profile.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()), StringComparer.Ordinal, 1);
            _letters = Table(profiles.Select(profile => profile.Letters.Distinct()), EqualityComparer<char>.Default, LetterWeight);
        }

        public DetectedLanguage? Best(ReadOnlySpan<char> sample)
        {
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
}
