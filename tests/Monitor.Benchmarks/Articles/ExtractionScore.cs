using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Articles.Extraction;

namespace Monitor.Benchmarks.Articles;

/// <summary>
/// Measures text extraction on a set of pages with their true texts (scrapinghub's article-extraction-benchmark): multisets of 4-word
/// shingles, precision and recall averaged over the pages, F1 of the two means; and the mean time a page. The set is split in two by the
/// first byte of a page's name: one half was looked at while the extractor was made, the other was not. What a change of speed must leave as it is has a hash.
/// </summary>
internal static partial class ExtractionScore
{
    private const int ShingleWords = 4;

    public static int Run(string[] arguments)
    {
        if (arguments is not [var folder, .. var rest])
        {
            Console.Error.WriteLine("usage: extraction FOLDER [ROUNDS]   (with ground-truth.json and html/NAME.html.gz)");
            return 2;
        }

        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "ground-truth.json")));
        var pages = truth.RootElement.EnumerateObject()
            .Select(page =>
                (page.Name, Truth: page.Value.GetProperty("articleBody").GetString()!, Html: Unpacked(Path.Combine(folder, "html", page.Name + ".html.gz"))))
            .ToList();
        var extractor = new TextExtractor();
        var extracted = pages.ConvertAll(page => extractor.Extract(page.Html, null, null));
        var texts = extracted.ConvertAll(page => page.Text);
        var rounds = rest is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 1;
        var (started, allocated) = (new ProcessorClock(), GC.GetTotalAllocatedBytes());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var page in pages)
            {
                extractor.Extract(page.Html, null, null);
            }
        }

        var (perPage, bytes) = (started.Elapsed / pages.Count / rounds, (GC.GetTotalAllocatedBytes() - allocated) / pages.Count / rounds);
        var scores = pages.Zip(texts, (page, text) => (Seen: Convert.ToByte(page.Name[..2], 16) % 2 == 0, Score: ScoreOf(page.Truth, text))).ToList();
        Print("looked at", scores.Where(score => score.Seen).Select(score => score.Score));
        Print("held out", scores.Where(score => !score.Seen).Select(score => score.Score));
        Print("all", scores.Select(score => score.Score));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{perPage.TotalMilliseconds:0.0} ms of processor time and {bytes / 1e6:0.00} MB allocated a page of {pages.Average(page => page.Html.Length) / 1000:0} kB, "
                + $"after the first pass; all that was taken has the hash {HashOf(extracted)}"));
        return 0;
    }

    private static string HashOf(List<ExtractedPage> pages) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\f', pages.Select(page => page.ToString())))))[..16];

    private static void Print(string name, IEnumerable<(double Precision, double Recall)> scores)
    {
        var list = scores.ToList();
        var (precision, recall) = (list.Average(score => score.Precision), list.Average(score => score.Recall));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-10} {list.Count,4} pages  precision {precision:0.000}  recall {recall:0.000}  F1 {2 * precision * recall / (precision + recall):0.000}"));
    }

    private static (double Precision, double Recall) ScoreOf(string truth, string text)
    {
        var (wanted, found) = (Shingles(truth), Shingles(text));
        var common = found.Sum(pair => Math.Min(pair.Value, wanted.GetValueOrDefault(pair.Key)));
        return (
            found.Count == 0 ? (wanted.Count == 0 ? 1 : 0) : (double)common / found.Values.Sum(),
            wanted.Count == 0 ? 1 : (double)common / wanted.Values.Sum());
    }

    private static Dictionary<string, int> Shingles(string text)
    {
        var words = Word().Matches(text).Select(match => match.Value).ToArray();
        var shingles = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Max(words.Length - ShingleWords + 1, Math.Min(words.Length, 1)); i++)
        {
            var shingle = string.Join(' ', words.Skip(i).Take(ShingleWords));
            shingles[shingle] = shingles.GetValueOrDefault(shingle) + 1;
        }

        return shingles;
    }

    private static byte[] Unpacked(string file)
    {
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
