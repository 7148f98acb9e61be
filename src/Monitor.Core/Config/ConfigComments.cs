using System.Text;

namespace Monitor.Config;

/// <summary>
/// Carries the comments of an item over to a text that was written anew of its fields: to the line that each stood above or behind, or, where
/// that line is gone, to its key. No comment is lost.
/// </summary>
public static class ConfigComments
{
    private const string End = "";

    /// <param name="former">The item as it stood; null where there was none.</param>
    /// <param name="text">The new text, without comments: a mapping of block style.</param>
    public static string Carry(string? former, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = former is null ? [] : Comments(former);
        if (kept.Count == 0)
        {
            return text;
        }

        var lines = Lines(text).ToList();
        var places = lines.ConvertAll(line => line.Place);
        var written = new StringBuilder();
        foreach (var (line, place, key, _) in lines)
        {
            // What stood with a line that is gone stands above its key.
            var mine = kept.Where(one => place is not null
                && (one.Place == place || (place == key && one.Key == key && !places.Contains(one.Place)))).ToList();
            var indent = line[..(line.Length - line.TrimStart().Length)];
            // A line takes one comment behind it.
            var behind = mine.Find(one => one.IsBehind && one.Place == place);
            foreach (var above in mine.Where(one => one != behind))
            {
                written.Append(indent).Append(above.Text).Append('\n');
            }

            written.Append(line).Append(behind is null ? "" : " " + behind.Text).Append('\n');
        }

        foreach (var one in kept.Where(one => !places.Contains(one.Place) && !places.Contains(one.Key)))
        {
            written.Append(one.Text).Append('\n');
        }

        return written.ToString().TrimEnd('\n');
    }

    private static List<Comment> Comments(string item)
    {
        var (found, above) = (new List<Comment>(), new List<string>());
        foreach (var (line, place, key, isOfText) in Lines(item))
        {
            if (place is null)
            {
                if (!isOfText && line.TrimStart().StartsWith('#'))
                {
                    above.Add(line.Trim());
                }

                continue;
            }

            found.AddRange(above.Select(text => new Comment(text, place, key, IsBehind: false)));
            above.Clear();
            if (CommentAt(line) is >= 0 and var at)
            {
                found.Add(new Comment(line[at..].TrimEnd(), place, key, IsBehind: true));
            }
        }

        found.AddRange(above.Select(text => new Comment(text, End, End, IsBehind: false)));
        return found;
    }

    /// <summary>Each line with what it says, as a place: its key, or key and value of a part of a list. Null for comments, and for lines of a text.</summary>
    private static IEnumerable<(string Line, string? Place, string Key, bool IsOfText)> Lines(string item)
    {
        var (key, isText) = ("", false);
        foreach (var line in item.Split('\n'))
        {
            var isInner = line.Length == 0 || line[0] is ' ' or '-';
            if (isText && isInner && (line.Length == 0 || line[0] == ' '))
            {
                yield return (line, null, key, true);
                continue;
            }

            var said = (CommentAt(line) is >= 0 and var at ? line[..at] : line).Trim();
            if (said.Length == 0)
            {
                yield return (line, null, key, false);
                continue;
            }

            if (!isInner)
            {
                key = said.Split(':')[0].Trim();
                isText = said[^1] is '|' or '>' || said.EndsWith("|-", StringComparison.Ordinal) || said.EndsWith(">-", StringComparison.Ordinal)
                    || said.EndsWith("|+", StringComparison.Ordinal) || said.EndsWith(">+", StringComparison.Ordinal);
            }

            yield return (line, isInner ? $"{key}/{Value(said)}" : key, key, false);
        }
    }

    private static string Value(string part) => part.TrimStart('-').Trim() is ['"' or '\'', .., '"' or '\''] quoted
        ? quoted[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal)
        : part.TrimStart('-').Trim();

    /// <summary>Where a comment begins: at a number sign at the beginning or behind a blank, outside quotes; -1 where there is none.</summary>
    private static int CommentAt(string line)
    {
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            if (quote != '\0')
            {
                i += quote == '"' && line[i] == '\\' ? 1 : 0;
                quote = i < line.Length && line[i] == quote ? '\0' : quote;
            }
            else if (line[i] == '#' && (i == 0 || line[i - 1] is ' ' or '\t'))
            {
                return i;
            }
            else if (line[i] is '"' or '\'' && (i == 0 || line[i - 1] is ' ' or '-' or ':' or '[' or ','))
            {
                quote = line[i];
            }
        }

        return -1;
    }

    private sealed record Comment(string Text, string Place, string Key, bool IsBehind);
}
