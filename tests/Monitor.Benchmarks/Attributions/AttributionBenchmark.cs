using BenchmarkDotNet.Attributes;
using Monitor.Attributions;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Benchmarks.Attributions;

/// <summary>The detector on one article of about 2,000 characters, already tokenized and tagged; more than a millisecond would be too much.</summary>
[MemoryDiagnoser]
public class AttributionBenchmark
{
    private const int CharactersWanted = 2_000;

    private static readonly string[] Paragraphs =
    [
        "Norway and two of its neighbours on Tuesday accused Russia of breaking into the mail servers of their parliaments, in the first joint statement of "
            + "its kind.",
        "Russian military hackers carried out the intrusion over six months, the Norwegian foreign minister said at a news conference in Oslo.",
        "Denmark, which chairs the regional council this year, was joined by Estonia and Latvia in condemning the attack.",
        "Moscow denied any involvement. The embassy in Oslo called the accusations baseless and said no evidence had been shown.",
        "The European Union urged Russia to curb malicious cyber activity, but stopped short of blaming the government.",
        "Analysts said the statement would change little. Trade between the countries has fallen by half since the border was closed, and few expect talks.",
        "In a separate case, prosecutors in Copenhagen charged two Russian nationals with stealing plans of a power cable.",
        "The victims were in Austria, Canada and Germany, according to a report by a security company that has followed the group for years.",
    ];

    private AttributionDetector _detector = null!;
    private TokenizedText _text = null!;
    private ArticleTags _tags = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var config = ConfigFolder();
        var tagger = Tagger.Load(config);
        _detector = AttributionDetector.Load(config, tagger.Actors);
        var text = string.Join("\n\n", Paragraphs.Concat(Paragraphs).Concat(Paragraphs));
        _text = TokenizedText.Of("Nordic states accuse Russia of hacking parliaments", text[..CharactersWanted]);
        _tags = tagger.Tag(_text, language: "en");
    }

    /// <summary>The checkout's own config: the benchmark runs in a folder of its own below it.</summary>
    private static string ConfigFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the benchmark runs inside the checkout");
        }

        return Path.Combine(folder.FullName, "config");
    }

    [Benchmark]
    public IReadOnlyList<Statement> Detect() => _detector.Detect(_text, _tags, speaksFor: null, published: null, language: "en");
}
