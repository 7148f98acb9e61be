using System.Collections.Frozen;
using Monitor.Text;

namespace Monitor.Stories.OwnTexts;

/// <summary>The news agencies that credits and datelines name, by all their names.</summary>
public static class Agencies
{
    private static readonly FrozenDictionary<string, string> ByName = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["reuters"] = "Reuters",
        ["ap"] = "AP",
        ["ap news"] = "AP",
        ["apnews"] = "AP",
        ["associated press"] = "AP",
        ["the associated press"] = "AP",
        ["afp"] = "AFP",
        ["agence france presse"] = "AFP",
        ["dpa"] = "dpa",
        ["efe"] = "EFE",
        ["ansa"] = "ANSA",
        ["tass"] = "TASS",
        ["interfax"] = "Interfax",
        ["xinhua"] = "Xinhua",
        ["xinhuanet"] = "Xinhua",
        ["kyodo"] = "Kyodo",
        ["kyodo news"] = "Kyodo",
        ["pti"] = "PTI",
        ["ani"] = "ANI",
        ["upi"] = "UPI",
        ["bloomberg"] = "Bloomberg",
        ["yonhap"] = "Yonhap",
        ["ukrinform"] = "Ukrinform",
        ["bbc"] = "BBC",
        ["cnn"] = "CNN",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The agency of a name in folded words; null where it is none.</summary>
    internal static string? Named(string foldedWords) => ByName.GetValueOrDefault(foldedWords);

    /// <summary>The agency that an outlet is, by its name or host ("Reuters", "www.reuters.com"); null for all others.</summary>
    public static string? Of(string outlet)
    {
        ArgumentNullException.ThrowIfNull(outlet);
        var name = outlet.Trim();
        if (!name.Contains(' ', StringComparison.Ordinal) && name.Contains('.', StringComparison.Ordinal))
        {
            name = name.Split('.').First(label => !label.Equals("www", StringComparison.OrdinalIgnoreCase));
        }

        return Named(string.Join(' ', name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => Folding.Fold(word))));
    }

    /// <summary>
    /// Of the articles of a group of copies, in the order in which they appeared, the one that the others took: the agency's own, where a copy credits
    /// it, whoever was seen first; else the first.
    /// </summary>
    /// <param name="outletOf">Who published an article.</param>
    /// <param name="creditOf">The agency that its credits name; null for none.</param>
    public static T OriginalOf<T>(IReadOnlyList<T> group, Func<T, string> outletOf, Func<T, string?> creditOf)
    {
        ArgumentNullException.ThrowIfNull(group);
        var credited = group.Select(creditOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return credited.Count == 0 ? group[0]
            : group.Where(one => Of(outletOf(one)) is { } agency && credited.Contains(agency)).DefaultIfEmpty(group[0]).First();
    }
}
