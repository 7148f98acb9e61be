using System.Collections.Frozen;
using Monitor.Languages;

namespace Monitor.Articles.Walls;

/// <summary>The most frequent function words of all languages that are told apart.</summary>
internal static class FunctionWords
{
    private static readonly Lazy<FrozenSet<string>> All =
        new(() => LanguageBook.InForce.Profiles.SelectMany(profile => profile.Words).ToFrozenSet(StringComparer.Ordinal));

    public static bool Contains(ReadOnlySpan<char> word) => All.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
