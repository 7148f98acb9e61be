namespace Monitor.Worker.Admin.Rules;

/// <summary>One line of a comparison: '+' only in the new text, '-' only in the old one, ' ' in both.</summary>
public sealed record DiffLine(char Sign, string Text);

/// <summary>Compares two texts line by line: the longest common subsequence, as diff does.</summary>
public static class LineDiff
{
    /// <summary>Beyond this the table would grow too large: then all old lines stand before all new ones.</summary>
    private const int LinesMax = 1_000;

    public static IReadOnlyList<DiffLine> Of(string? before, string? after)
    {
        var (old, now) = (Lines(before), Lines(after));
        if (old.Length > LinesMax || now.Length > LinesMax)
        {
            return [.. old.Select(line => new DiffLine('-', line)), .. now.Select(line => new DiffLine('+', line))];
        }

        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<DiffLine>();
        var (left, right) = (0, 0);
        while (left < old.Length || right < now.Length)
        {
            if (left < old.Length && right < now.Length && old[left] == now[right])
            {
                lines.Add(new DiffLine(' ', old[left++]));
                right++;
            }
            else if (right == now.Length || (left < old.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add(new DiffLine('-', old[left++]));
            }
            else
            {
                lines.Add(new DiffLine('+', now[right++]));
            }
        }

        return lines;
    }

    private static string[] Lines(string? text) => string.IsNullOrEmpty(text) ? [] : text.Split('\n');
}
