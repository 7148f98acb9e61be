using System.Text;
using System.Text.Json;
using Monitor.Articles;

namespace Monitor.Worker.Demo;

/// <summary>An article that appears at its own date.</summary>
public sealed record ReplayArticle(ArticleLine Line, DateTimeOffset AppearsAt, ReplayFormat? Format)
{
    /// <summary>
    /// Articles in the order in which they appear. The field "format" (rss, atom or json) of an outlet's first article settles the form of
    /// its feed; what has no date appears together with the first that has one.
    /// </summary>
    /// <exception cref="ArticleFileException">A line is no article, or names no format.</exception>
    public static IReadOnlyList<ReplayArticle> Read(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var read = paths.SelectMany(path => ArticleFile.Read(path).Zip(Formats(path), (line, format) => (line, format))).ToList();
        var firstAt = read.Min(one => one.line.Published) ?? UndatedAt;
        return [.. read.Select(one => new ReplayArticle(one.line, one.line.Published ?? firstAt, one.format)).OrderBy(one => one.AppearsAt)];
    }

    // An archive without any date plays on one day, far enough from the first that a clock can tell.
    private static readonly DateTimeOffset UndatedAt = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static IEnumerable<ReplayFormat?> Formats(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return FormatIn(line, path, number);
            }
        }
    }

    private static ReplayFormat? FormatIn(string line, string path, int number)
    {
        // Most archives have no such field: no second parse for them.
        if (!line.Contains("\"format\"", StringComparison.Ordinal))
        {
            return null;
        }

        using var document = JsonDocument.Parse(line);
        if (!document.RootElement.TryGetProperty("format", out var format))
        {
            return null;
        }

        return format.ValueKind is JsonValueKind.String && Enum.TryParse<ReplayFormat>(format.GetString(), ignoreCase: true, out var known)
            && Enum.IsDefined(known)
            ? known
            : throw new ArticleFileException(path, number, $"the field \"format\" must be rss, atom or json, not {format.GetRawText()}");
    }
}
