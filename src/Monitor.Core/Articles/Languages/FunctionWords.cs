using System.Collections.Frozen;

namespace Monitor.Articles.Languages;

/// <summary>The most frequent function words of all languages that are told apart.</summary>
internal static class FunctionWords
{
    private static readonly FrozenSet<string> All =
        LanguageProfile.Latin.Concat(LanguageProfile.Cyrillic).SelectMany(profile => profile.Words.Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => All.Contains(word);
}
