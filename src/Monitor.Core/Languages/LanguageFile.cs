using Monitor.Config;

namespace Monitor.Languages;

/// <summary>Reads the files of a language's folder. Lists of words are texts with the words in a row, lists of phrases are YAML lists.</summary>
internal static class LanguageFile
{
    private const int WordCharactersMax = 40;

    /// <exception cref="ConfigException">The document has faults.</exception>
    public static IEnumerable<LanguageProfile> Profiles(string language, ConfigNode document)
    {
        foreach (var (_, node) in document.Entries)
        {
            var script = node.Only("letters", "words").KeyChoice<Script>();
            if (script is Script.None or Script.Arabic or Script.Hangul or Script.Kana or Script.Han)
            {
                throw node.Fault("the languages of this script are told apart by its letters, which the program knows");
            }

            yield return new LanguageProfile(language, script, node.FindText("letters") ?? "", Words(node, "words"));
        }
    }

    /// <inheritdoc cref="Profiles"/>
    public static LanguageWords Words(string language, ConfigNode document)
    {
        document.Only("function", "everyday", "numbers", "cardinals", "stems");
        var stems = document.Find("stems") is { } node ? Stems(node) : null;
        return new LanguageWords(
            language, Words(document, "function"), Words(document, "everyday"), Words(document, "numbers"), Words(document, "cardinals"), stems);
    }

    /// <inheritdoc cref="Profiles"/>
    public static LanguageDates Dates(string language, ConfigNode document)
    {
        const int monthsOfAYear = 12;
        var months = document.Only("months").Required("months");
        var names = months.Items.Select(month => (IReadOnlyList<string>)[.. month.Items.Select(Word)]).ToList();
        return names.Count == monthsOfAYear
            ? new LanguageDates(language, names)
            : throw months.Fault($"a year has {monthsOfAYear} months, here are {names.Count}");
    }

    /// <inheritdoc cref="Profiles"/>
    public static LanguageSentences Sentences(string language, ConfigNode document)
    {
        document.Only("abbreviations", "capitalised", "ending", "beginnings", "behindOrdinals");
        return new LanguageSentences(
            language, Words(document, "abbreviations"), Words(document, "capitalised"), Words(document, "ending"), Words(document, "beginnings"),
            Words(document, "behindOrdinals"));
    }

    /// <inheritdoc cref="Profiles"/>
    public static LanguagePages Pages(string language, ConfigNode document)
    {
        document.Only("tails", "address", "furniture", "labels", "roundUps");
        return new LanguagePages(
            language, [.. document.FindItems("tails").Select(Phrase)], Words(document, "address"), Words(document, "furniture"),
            [.. document.FindItems("labels").Select(Phrase)], [.. document.FindItems("roundUps").Select(Phrase)]);
    }

    private static LanguageStems Stems(ConfigNode node)
    {
        node.Only("first", "last", "shortest", "beginnings", "endings");
        return new LanguageStems(
            Letter(node.Required("first")),
            Letter(node.Required("last")),
            node.Required("shortest").Integer(1, WordCharactersMax),
            [.. node.FindItems("beginnings").Select(Word)],
            [.. node.FindItems("endings").Select(Word)]);
    }

    private static string[] Words(ConfigNode node, string key) =>
        node.FindGiven(key) is { } words
            ? [.. words.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Checked(words, word))]
            : [];

    private static char Letter(ConfigNode node) => node.Text is [var letter] ? letter : throw node.Fault($"\"{node.Text}\" must be one letter");

    private static string Word(ConfigNode node) =>
        node.Text.Length > 0 && !node.Text.Any(char.IsWhiteSpace) ? Checked(node, node.Text) : throw node.Fault($"\"{node.Text}\" must be one word");

    private static string Checked(ConfigNode place, string word) =>
        word.Length <= WordCharactersMax ? word : throw place.Fault($"\"{word[..WordCharactersMax]}…\" is no word: at most {WordCharactersMax} letters");

    private static string Phrase(ConfigNode node) => node.Text.Any(char.IsLetterOrDigit) ? node.Text : throw node.Fault($"\"{node.Text}\" holds no word");
}
