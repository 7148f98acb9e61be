using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Articles.Extraction;

/// <summary>
/// Tells links that lead away from an article, the headlines of other pages, from links that are its content: a sentence, a name on a list of
/// sanctions, an indicator, a document. By their form, since outlets name them nothing.
/// </summary>
internal static partial class Teasers
{
    private const int CharactersMin = 4;
    private const double EntryShareMin = 0.6;
    private const double HeadlineShareMin = 0.5;
    private const int EntryWordsMax = 8;
    private const int HeadlineWordsMin = 4;
    private const int CardsMin = 3;
    private const int BlocksOfCardMax = 4;
    private const int SlugWordsMin = 2;
    private const int SlugWordsEnough = 3;
    private const double SlugShareMin = 0.6;

    /// <summary>A paragraph that is one link with the headline of another page; an item of a list only where its address says so too.</summary>
    public static bool IsTeaser(TextBlock block) =>
        block.IsLink
        && block.Text.Length >= CharactersMin
        && (block.Kind is BlockKind.Paragraph or BlockKind.Loose || (block.Kind is BlockKind.Item && RepeatsAddress(block)))
        && !IsOwnLine(block);

    /// <summary>Says something of the article itself, though it is a link: a sentence, a name on a list, a document.</summary>
    public static bool IsOwnLine(TextBlock block) => Speech.IsWholeSentence(block.Text) || IsDocument(block.LinkAddress) || IsListedName(block.Text);

    /// <summary>
    /// Whether a list or table of links is content: its items are names, numbers and the like, or the text introduces them. What repeats its
    /// own addresses ("/ferry-fares-rise" under "Ferry fares rise") is a list of headlines.
    /// </summary>
    /// <param name="before">The block above; null at the beginning.</param>
    /// <param name="goesOn">Whether running text follows.</param>
    public static bool IsContent(IReadOnlyList<TextBlock> items, TextBlock? before, bool goesOn)
    {
        var links = items.Where(item => item.LinkDensity > 0.6).ToList();
        if (links.Count == 0
            || (before is not null && BoilerplateLines.IsLabel(before.Text))
            || links.Count(link => link.LinkAddress?.StartsWith('#') is true || RepeatsAddress(link)) > HeadlineShareMin * links.Count)
        {
            return false;
        }

        if (links.Count(link => IsEntry(link.Text)) >= EntryShareMin * links.Count)
        {
            return true;
        }

        var isIntroduced = before is not null && (before.Text[^1] is ':' or '：' || (before.Kind is BlockKind.Heading && goesOn));
        return isIntroduced && links.Average(link => Word().Count(link.Text)) <= EntryWordsMax;
    }

    /// <summary>
    /// Whether a text is nothing but an outlet's list of other pages, such as its newest videos: from its beginning on each part stands
    /// under a heading that leads away. A live page's headings lead to places of its own; an article says something before it lists.
    /// </summary>
    /// <param name="address">The page's own; null where it is not known.</param>
    public static bool IsListOfPages(IReadOnlyList<TextBlock> blocks, Uri? address)
    {
        var heads = blocks.Where(block => block is { Kind: BlockKind.Heading, IsLink: true } && LeadsAway(block.LinkAddress, address)).ToList();
        return heads.Select(head => head.LinkAddress).Distinct().Count() >= CardsMin
            && ReferenceEquals(blocks[0], heads[0])
            && blocks.Count <= BlocksOfCardMax * heads.Count;
    }

    private static bool LeadsAway(string? link, Uri? page) =>
        link is not null and not ['#', ..]
        && (page is null || !Uri.TryCreate(page, link, out var target) || target.AbsolutePath != page.AbsolutePath || target.IdnHost != page.IdnHost);

    /// <summary>The address of a link holds the words of its text.</summary>
    public static bool RepeatsAddress(TextBlock link)
    {
        if (link.LinkAddress is not { Length: > 0 and <= 500 } address)
        {
            return false;
        }

        var path = address.Split('?', '#')[0].TrimEnd('/');
        var slug = Word().Matches(path[(path.LastIndexOf('/') + 1)..]).Select(match => match.Value.ToLowerInvariant()).Where(word => word.Length > 2)
            .ToHashSet();
        if (slug.Count < SlugWordsMin)
        {
            return false;
        }

        var words = Word().Matches(Plain(link.Text)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        if (words.Count < HeadlineWordsMin)
        {
            return false;
        }

        var common = slug.Count(words.Contains);
        return common >= SlugWordsEnough || common >= SlugShareMin * slug.Count;
    }

    /// <summary>"SURNAME, Given Name", as lists of persons have it; "host.example", "CVE-2031-10442".</summary>
    private static bool IsListedName(string text) => ListedName().IsMatch(text) || Identifier().IsMatch(text);

    /// <summary>A name with what it is, a number, an identifier; a sentence.</summary>
    private static bool IsEntry(string text) => IsListedName(text) || HoldsIdentifier().IsMatch(text) || NameAndMore().IsMatch(text)
        || Speech.IsWholeSentence(text);

    private static bool IsDocument(string? address) => address is not null && Document().IsMatch(address);

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.ToLowerInvariant(character));
            }
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\p{Lu}[\p{Lu}' -]{2,40}, \p{Lu}\p{Ll}", RegexOptions.CultureInvariant)]
    private static partial Regex ListedName();

    [GeneratedRegex(@"^(?=\S*[\p{N}.])\S*[\p{L}\p{N}]\S*$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    /// <summary>"CVE-2031-10442 in the print server", "203.0.113.7, port 443", a checksum.</summary>
    [GeneratedRegex(@"(?<!\S)(\p{Lu}+-[\p{N}-]{4,}|\d+(\.\d+){2,}|[\p{L}\p{N}-]+\[?\.\]?[\p{L}]{2,}|[0-9a-f]{16,})(?![\p{L}\p{N}])",
        RegexOptions.CultureInvariant)]
    private static partial Regex HoldsIdentifier();

    /// <summary>One to four words with capitals, a comma, and no verb to be expected: "Vera Lund, banker".</summary>
    [GeneratedRegex(@"^(\p{Lu}[\p{L}'.-]*\s){0,3}\p{Lu}[\p{L}'.-]*, \P{N}{2,60}$|^\S+ [\p{N}/.-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NameAndMore();

    [GeneratedRegex(@"\.(pdf|csv|xlsx?|docx?|odt|ods|zip|txt|xml|json)([?#]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Document();
}
