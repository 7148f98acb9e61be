using Monitor.Config;

namespace Monitor.Actors;

/// <summary>
/// How states are called in other languages: "AF: [Afghanistan, afghanisch, Kabul]" is a name, an adjective and, where it is given, the
/// capital. The adjective's endings follow from the language, so that no list of all forms is needed.
/// </summary>
internal static class StateTranslations
{
    private static readonly string[] GermanEndings = ["e", "er", "en", "es", "em"];

    public static IEnumerable<Alias> Of(string language, ConfigNode words)
    {
        var items = words.Items.ToList();
        if (items.Count is < 1 or > 3)
        {
            throw words.Fault("a state's name, its adjective and perhaps its capital are expected, such as [Afghanistan, afghanisch, Kabul]");
        }

        foreach (var name in WithGenitive(language, items[0].Text))
        {
            yield return new Alias(name, AliasRole.Name) { Language = language, OnlyInItsLanguage = true };
        }

        foreach (var form in items.Skip(1).Take(1).SelectMany(adjective => Forms(language, adjective.Text)).Distinct())
        {
            yield return new Alias(form, AliasRole.Demonym) { Language = language, OnlyInItsLanguage = true };
        }

        if (items.Count == 3)
        {
            yield return new Alias(items[2].Text, AliasRole.Capital) { Language = language, OnlyInItsLanguage = true };
            foreach (var (form, role) in OfCapital(language, items[2].Text))
            {
                yield return new Alias(form, role) { Language = language, OnlyInItsLanguage = true };
            }
        }
    }

    /// <summary>"Russlands", "Pekings": German writes no apostrophe.</summary>
    private static IEnumerable<string> WithGenitive(string language, string name) =>
        language == "de" && name[^1] is not ('s' or 'z' or 'x') ? [name, name + "s"] : [name];

    /// <summary>"Pekings Sprecher" is the government's, "das Pekinger Büro" too: German nouns are all written large, so that no name is meant.</summary>
    private static IEnumerable<(string Form, AliasRole Role)> OfCapital(string language, string capital)
    {
        foreach (var genitive in WithGenitive(language, capital).Skip(1))
        {
            yield return (genitive, AliasRole.Metonym);
        }

        if (language == "de" && capital[^1] is not ('a' or 'e' or 'i' or 'o' or 'y' or 'é' or 'ó') && !capital.Contains(' ', StringComparison.Ordinal))
        {
            yield return (capital + "er", AliasRole.Demonym);
        }
    }

    /// <summary>The adjective as it stands before or behind nouns of each gender and number.</summary>
    internal static IEnumerable<string> Forms(string language, string adjective) => language switch
    {
        "de" => GermanEndings.Select(ending => adjective + ending),
        "fr" => French(adjective),
        "es" => Spanish(adjective),
        _ => [adjective],
    };

    private static IEnumerable<string> French(string masculine)
    {
        var feminine = masculine switch
        {
            [.., 'e'] or [.., 'i'] => masculine,
            "grec" => "grecque",
            "turc" => "turque",
            [.., 'i' or 'é', 'e', 'n'] => masculine + "ne",
            "letton" => "lettonne",
            _ => masculine + "e",
        };
        return [masculine, feminine, masculine[^1] == 's' ? masculine : masculine + "s", feminine + "s"];
    }

    private static IEnumerable<string> Spanish(string masculine) => masculine switch
    {
        [.., 'o'] => [masculine, masculine[..^1] + "a", masculine + "s", masculine[..^1] + "as"],
        [.., 'é' or 'á' or 'ó', 's' or 'n'] => [masculine, Unaccented(masculine) + "a", Unaccented(masculine) + "es", Unaccented(masculine) + "as"],
        "español" => [masculine, "española", "españoles", "españolas"],
        [.., 'í' or 'ú'] => [masculine, masculine + "es", masculine + "s"],
        [.., 'a' or 'e'] => [masculine, masculine + "s"],
        _ => [masculine, masculine + "es"],
    };

    private static string Unaccented(string word) => word[..^2] + word[^2] switch { 'é' => 'e', 'á' => 'a', _ => 'o' } + word[^1];
}
