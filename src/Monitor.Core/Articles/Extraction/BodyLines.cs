using System.Text.RegularExpressions;

namespace Monitor.Articles.Extraction;

/// <summary>
/// Chooses among the blocks of a body those that are its text: without the repeated title, byline and date above it, without headings that
/// stand over nothing, and without the short lines that outlets put between and below paragraphs.
/// </summary>
internal static partial class BodyLines
{
    private const int LineCharactersMax = BoilerplateLines.CharactersMax;

    private const int AppealsMax = 4;

    public static List<TextBlock> Choose(List<TextBlock> blocks, string? title, string? byline)
    {
        var kept = new List<TextBlock>(blocks.Count);
        var firstProse = blocks.FindIndex(block => block.IsProse && !IsAbove(block, title, byline));
        var isIntroduced = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            // Links in a row are a list where the text before them ends with a colon.
            isIntroduced = blocks[i].IsLink ? isIntroduced : blocks[i].IsProse && blocks[i].Text[^1] is ':' or '：';
            var isListed = isIntroduced && blocks[i].IsLink && ((i > 0 && blocks[i - 1].IsLink) || (i + 1 < blocks.Count && blocks[i + 1].IsLink));
            if ((isListed || !IsBoilerplate(blocks[i])) && !(i < firstProse && IsAbove(blocks[i], title, byline)))
            {
                kept.Add(blocks[i]);
            }
        }

        DropEmptyHeadings(kept);
        DropAppeals(kept);
        return kept;
    }

    private static bool IsBoilerplate(TextBlock block)
    {
        // Longer than a headline, it is text even as one link.
        if (block.Weight <= LineCharactersMax && Teasers.IsTeaser(block))
        {
            return true;
        }

        if (block.Text is ['<', .., '>'])
        {
            return true;
        }

        return BoilerplateLines.Contains(block);
    }

    private static bool IsAbove(TextBlock block, string? title, string? byline)
    {
        if (block.Text.Length > 2 * LineCharactersMax)
        {
            return false;
        }

        return SaysTheSame(block.Text, title)
            || SaysTheSame(block.Text, byline)
            || (block.Text.Length < 100 && !Speech.IsStatement(block.Text, block.LinkDensity) && (DateLine().IsMatch(block.Text)
                || ByLine().IsMatch(block.Text)));
    }

    private static bool SaysTheSame(string text, string? other)
    {
        if (string.IsNullOrEmpty(other))
        {
            return false;
        }

        var (a, b) = (Letters(text), Letters(other));
        return a.Length > 0 && (a == b || (a.Length >= 12 && b.StartsWith(a, StringComparison.Ordinal)) || (b.Length >= 12
            && a.StartsWith(b, StringComparison.Ordinal) && a.Length < b.Length * 1.3));
    }

    private static string Letters(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>From the end upwards, as long as something is left.</summary>
    private static void DropAppeals(List<TextBlock> blocks)
    {
        for (var taken = 0; taken < AppealsMax && blocks.Count > 3 && BoilerplateLines.IsAppeal(blocks[^1]); taken++)
        {
            blocks.RemoveAt(blocks.Count - 1);
        }
    }

    private static void DropEmptyHeadings(List<TextBlock> blocks)
    {
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var next = i + 1 < blocks.Count ? blocks[i + 1] : null;
            if (blocks[i].Kind is BlockKind.Heading && (next is null || (next.Kind is BlockKind.Heading && next.HeadingLevel <= blocks[i].HeadingLevel)))
            {
                blocks.RemoveAt(i);
            }
        }
    }

    [GeneratedRegex(
        @"^\W*((published|posted|updated|last updated|first published|veröffentlicht|publié|publicado|aktualisiert|mis à jour)\b.*"
            + @"|.{0,30}\b(19|20)\d\d\b.{0,30}|\d{1,2}:\d{2}.{0,20}|\d+ (minutes?|hours?|days?|weeks?) ago)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateLine();

    [GeneratedRegex(@"^\W*([Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v)\s+\p{Lu}.{0,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex ByLine();
}
