using System.Globalization;
using Monitor.Config;

namespace Monitor.Languages;

/// <summary>
/// frequencies.tsv: in how many of so many articles each word stands. The first line says of how many, the others a folded word and its
/// count.
/// </summary>
public sealed record LanguageFrequencies(int Documents, IReadOnlyList<KeyValuePair<string, int>> Counts)
{
    public const string FileName = "frequencies.tsv";

    private const string Heading = "# documents";

    /// <exception cref="ConfigException">The file has a fault.</exception>
    public static LanguageFrequencies Read(string path)
    {
        var (documents, line, counts) = (0, 0, new List<KeyValuePair<string, int>>());
        foreach (var row in File.ReadLines(path))
        {
            line++;
            var parts = row.Split('\t');
            var isWhole = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (!isWhole || (line == 1 && parts[0] != Heading))
            {
                throw new ConfigException([new ConfigFault(path, line, 1, line == 1 ? $"\"{Heading}\", a tab and a number" : "a word, a tab and a number")]);
            }

            var count = int.Parse(parts[1], CultureInfo.InvariantCulture);
            if (line == 1)
            {
                documents = count;
            }
            else
            {
                counts.Add(new(parts[0], count));
            }
        }

        return new LanguageFrequencies(Math.Max(1, documents), counts);
    }
}
