using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Monitor.Text;

namespace Monitor.Articles;

/// <summary>The length of what stands on one line: titles, names, bylines. Cut at intake; what is older is cut where it is shown.</summary>
public static class ShownText
{
    public const int CharactersMax = 500;

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) => text is null || text.Length <= CharactersMax ? text : Cut(text);

    /// <summary>A text as it is kept (<see cref="StoredText"/>), of this length; counts in <paramref name="cut"/> what was longer.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Line(string? text, ref int cut)
    {
        var clean = StoredText.Of(text);
        cut += clean?.Length > CharactersMax ? 1 : 0;
        return Of(clean);
    }

    private static string Cut(string text)
    {
        // Between letters as a reader sees them: an accent or half of a pair is not left behind.
        var end = CharactersMax - 1;
        var starts = StringInfo.ParseCombiningCharacters(text[..Math.Min(text.Length, CharactersMax + 64)]);
        var last = Array.FindLast(starts, start => start <= end);
        return $"{text[..(last > 0 ? last : end)].TrimEnd()}…";
    }
}
