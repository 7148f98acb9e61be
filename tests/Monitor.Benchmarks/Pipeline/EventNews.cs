using System.Globalization;
using System.Text;

namespace Monitor.Benchmarks.Pipeline;

/// <summary>
/// Made-up English news of about 2,000 characters, the same in every run: of ten articles two are copies of a recent report, four report a recent event in
/// other words, four open an event; one event of eight accuses a state. Sentences of a language, so that every stage has what it looks for.
/// </summary>
internal sealed class EventNews
{
    private const int Recent = 300;
    private const int CharactersMin = 2_000;

    private static readonly string[] Accusers = ["Norway", "Canada", "Germany", "Japan", "Poland", "the Netherlands", "Lithuania", "Australia"];
    private static readonly string[] Accused = ["Russia", "China", "Iran", "North Korea"];
    private static readonly string[] Deeds =
        ["hacking its parliament", "stealing data from its tax office", "a cyberattack on its railway", "spying on its navy"];

    // {0} a place, {1} a person, {2} a thing, {3} a number, {4} a rare word.
    private static readonly string[] Sentences =
    [
        "The {2} in {0} will stay closed for at least {3} days after inspectors found cracks in its oldest wall, {1} said on Tuesday.",
        "{1} told reporters outside the {2} that nobody had been hurt and that the {4} would be looked at before the winter.",
        "An engineer of the county, who asked not to be named, said that the {4} had been known for {3} weeks.",
        "Traders near the {2} fear for their spring season, and some of them have asked {1} for help with their rents.",
        "The council of {0} met in the evening and voted by a small majority to take {3} thousand crowns from its reserve.",
        "According to the {4} of the ministry, repairs of the {2} would cost more than was thought at first.",
        "\"We have asked for this for years,\" said {1}, who has run the {4} in {0} since it was opened.",
        "Trains between {0} and the coast were {3} minutes late in the morning, and buses stood in long rows before the {2}.",
        "Neighbours had heard plaster fall in the night and called the watchman of the {2}, who saw the {4} first.",
        "A report that was written {3} years ago had named the {4} as a risk, but the money for it was spent elsewhere.",
        "The opposition wants {1} to explain in public why the {2} was not closed earlier, and who knew of the {4}.",
        "Schools in {0} were open as usual, though {3} pupils could not come because the way past the {2} was barred.",
        "Whether the {4} can be saved will be known when the engineers have looked at every stone of the {2}.",
        "{1} thanked the volunteers of {0}, who had carried {3} chairs and a piano out of the {2} before noon.",
        "In the region around {0} such a {2} is rare, and historians say that the {4} was built by sailors.",
        "The insurance company said that it would look at the {4} next week, and that {3} claims had been made so far.",
    ];

    private readonly RandomNews _words = new();
    private readonly Random _random = new(11);
    private readonly List<string[]> _events = [];
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
            var number = (_random.Next(900) + 7).ToString(CultureInfo.InvariantCulture);
            Keep(_events, [Name(), $"{Name()} {Name()}", _words.NewWord(), number, _words.NewWord(), Claim()]);
        }

        var what = ofKnownEvent ? _events[_random.Next(_events.Count)] : _events[^1];
        object[] slots = [what[0], what[1], what[2], what[3], what[4]];
        var text = new StringBuilder(what[5]);
        while (text.Length < CharactersMin)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, Sentences[_random.Next(Sentences.Length)], slots).Append(' ').Append(_words.Phrase()).Append(". ");
            text.Append(_random.Next(3) == 0 ? "\n\n" : "");
        }

        return ($"{what[0]}: {what[2]} closed, says {what[1]} ({_words.Phrase()})", text.ToString());
    }

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
