using Monitor.Config;
using Monitor.Text;

namespace Monitor.Attributions.Cues;

/// <summary>
/// The nouns of what can be hit, by class, and the small words around an incident. They stand apart from the lexicon, so that what is known of
/// targets changes nothing in who accuses whom.
/// </summary>
internal sealed class TargetWords
{
    /// <summary>A class that begins so holds several others: "ministries" are a government's, "systems" are anybody's.</summary>
    public const string GeneralPrefix = "any-";

    private const char OpenStart = '*';

    private readonly Dictionary<string, string> _classes = new(StringComparer.Ordinal);
    private readonly List<(string Ending, string Class)> _endings = [];
    private readonly Dictionary<string, HashSet<string>> _happened = new(StringComparer.Ordinal);

    /// <summary>How many words the longest phrase has.</summary>
    public int WordsMax { get; private set; } = 1;

    /// <summary>The keys "targets" (class: phrases; "*ministerium" are all words that end so) and "happened" of a cue file.</summary>
    public static TargetWords Read(ConfigNode document)
    {
        var words = new TargetWords();
        foreach (var (name, phrases) in document.Find("targets")?.Entries ?? [])
        {
            foreach (var phrase in phrases.Items)
            {
                words.Add(name, phrase.Text);
            }
        }

        if (document.Find("happened") is { } happened)
        {
            happened.Only("markers", "where", "before-a-name", "behind-a-name", "called");
            foreach (var (key, phrases) in happened.Entries)
            {
                words._happened[key] = [.. phrases.Items.Select(phrase => Folded(phrase.Text))];
            }
        }

        return words;
    }

    /// <summary>The class of a phrase as the text folds it, its words joined by a blank; null where it is none.</summary>
    public string? ClassOf(string folded) =>
        _classes.GetValueOrDefault(folded)
        ?? (folded.EndsWith('s') ? _classes.GetValueOrDefault(folded[..^1]) : null)
        ?? (folded.Contains(' ', StringComparison.Ordinal) ? null
            : _endings.Find(one => folded.Length > one.Ending.Length && folded.EndsWith(one.Ending, StringComparison.Ordinal)).Class);

    /// <summary>"on", "into": between a deed and what it hit.</summary>
    public bool IsMarker(ReadOnlySpan<char> folded) => Has("markers", folded);

    /// <summary>"in", "near": before the place.</summary>
    public bool IsWhere(ReadOnlySpan<char> folded) => Has("where", folded);

    /// <summary>"operation": before the name of a campaign.</summary>
    public bool StandsBeforeName(ReadOnlySpan<char> folded) => Has("before-a-name", folded);

    /// <summary>"ransomware", "campaign": behind its name.</summary>
    public bool StandsBehindName(ReadOnlySpan<char> folded) => Has("behind-a-name", folded);

    /// <summary>"dubbed", "known as": before what it is called.</summary>
    public bool IsCalled(ReadOnlySpan<char> folded) => Has("called", folded);

    private bool Has(string key, ReadOnlySpan<char> folded) =>
        _happened.TryGetValue(key, out var words) && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(folded);

    private void Add(string name, string phrase)
    {
        if (phrase.StartsWith(OpenStart))
        {
            _endings.Add((Folded(phrase[1..]), name));
            return;
        }

        var folded = Folded(phrase);
        _classes.TryAdd(folded, name);
        WordsMax = Math.Max(WordsMax, folded.AsSpan().Count(' ') + 1);
    }

    private static string Folded(string phrase)
    {
        var text = TokenizedText.Of(phrase);
        return string.Join(' ', Enumerable.Range(0, text.Tokens.Length).Select(token => text.Folded(token).ToString()));
    }
}
