using System.Text;

namespace Monitor.Benchmarks.Pipeline;

/// <summary>
/// Made-up news of about 2,000 characters, the same in every run: of ten articles two are copies of a recent report, four report a recent event in other
/// words, four open an event; one event of eight accuses a state. The words have the frequencies of a language and the twenty commonest are English, so that
/// every stage finds what it looks for.
/// </summary>
internal sealed class EventNews
{
    private const int Recent = 300;
    private const int NamesOfAnEvent = 5;

    private static readonly string[] Accusers = ["Norway", "Canada", "Germany", "Japan", "Poland", "the Netherlands", "Lithuania", "Australia"];
    private static readonly string[] Accused = ["Russia", "China", "Iran", "North Korea"];
    private static readonly string[] Deeds =
        ["hacking its parliament", "stealing data from its tax office", "a cyberattack on its railway", "spying on its navy"];

    // The syllables of RandomNews, alone, are its commonest words.
    private static readonly Dictionary<string, string> English = new()
    {
        ["ba"] = "the",
        ["ce"] = "of",
        ["di"] = "and",
        ["fo"] = "to",
        ["gu"] = "in",
        ["ha"] = "that",
        ["ke"] = "was",
        ["li"] = "on",
        ["mo"] = "for",
        ["nu"] = "with",
        ["al"] = "by",
        ["en"] = "said",
        ["er"] = "from",
        ["par"] = "at",
        ["sel"] = "is",
        ["tor"] = "has",
        ["vin"] = "have",
        ["zan"] = "not",
        ["ion"] = "which",
        ["ster"] = "would",
    };

    private readonly RandomNews _words = new();
    private readonly Random _random = new(11);
    private readonly List<(string[] Names, string Claim)> _events = [];
    private readonly List<(string Title, string Text)> _reports = [];
    private int _number;

    public (string Title, string Text) Next()
    {
        var kind = _random.Next(10);
        if (kind < 2 && _reports.Count > 0)
        {
            return _reports[_random.Next(_reports.Count)];
        }

        var report = Report(kind < 6);
        Keep(_reports, report);
        return report;
    }

    private (string Title, string Text) Report(bool ofKnownEvent)
    {
        if (!ofKnownEvent || _events.Count == 0)
        {
            Keep(_events, ([.. Enumerable.Range(0, NamesOfAnEvent).Select(_ => Name())], Claim()));
        }

        var (names, claim) = ofKnownEvent ? _events[_random.Next(_events.Count)] : _events[^1];
        var text = new StringBuilder(claim);
        foreach (var sentence in _words.Article().Split(". ", StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(InEnglish(sentence)).Append(' ').Append(names[_random.Next(NamesOfAnEvent)]).Append(" said ").Append(names[0]).Append(". ");
            text.Append(_random.Next(4) == 0 ? "\n\n" : "");
        }

        return ($"{names[0]} and {names[1]}: {InEnglish(_words.Phrase())} {_words.NewWord()}", text.ToString());
    }

    private static string InEnglish(string sentence) =>
        string.Join(' ', sentence.Split(' ').Select(word => English.GetValueOrDefault(word.ToLowerInvariant(), word)));

    private string Claim()
    {
        var number = _number++;
        var accuser = Accusers[number / 8 % Accusers.Length];
        return number % 8 != 0 ? ""
            : $"{char.ToUpperInvariant(accuser[0])}{accuser[1..]} accused {Accused[number / 8 % Accused.Length]} of {Deeds[number / 32 % Deeds.Length]}.\n\n";
    }

    private string Name()
    {
        var word = _words.NewWord();
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private static void Keep<T>(List<T> kept, T item)
    {
        kept.Add(item);
        if (kept.Count > Recent)
        {
            kept.RemoveAt(0);
        }
    }
}
