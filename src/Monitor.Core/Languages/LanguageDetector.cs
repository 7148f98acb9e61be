using System.Collections.Frozen;

namespace Monitor.Languages;

/// <summary>
/// Tells a text's language: by its script where only one language (of news) is written in it, else by function words and letters. It
/// reads at most the first few thousand characters. Thread-safe.
/// </summary>
public static class LanguageDetector
{
    /// <summary>Below this a guess is none: chosen on one half of 120 headlines (docs/decisions/languages.md).</summary>
    private const double SureFrom = 0.25;

    private const int CharactersMax = 4_000;

    // Fewer letters than this say nothing.
    private const int LettersMin = 12;

    private static readonly Lazy<FrozenDictionary<Script, ScriptLanguages>> Scripts = new(() =>
        LanguageBook.InForce.Profiles.GroupBy(profile => profile.Script).ToFrozenDictionary(group => group.Key, group => new ScriptLanguages([.. group])));

    /// <summary>The best guess, sure or not; null where the text is too short or in no known language.</summary>
    public static DetectedLanguage? Guess(string text)
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
        return main is Script.Arabic ? new DetectedLanguage(ArabicScript(sample), share)
            : Scripts.Value.TryGetValue(main, out var languages) ? languages.Best(sample, share)
            : null;
    }

    /// <summary>The language that the text shows; null where it is not sure: a headline of names and figures shows none.</summary>
    public static string? Detect(string text) => Guess(text) is { Confidence: >= SureFrom } sure ? sure.Language : null;

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
}
