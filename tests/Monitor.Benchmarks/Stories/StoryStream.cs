using Monitor.Stories.Index;
using Monitor.Text;

namespace Monitor.Benchmarks.Stories;

/// <summary>
/// A made-up news stream, the same in every run: of ten articles two are copies of a recent report with the tail of another page, four report a
/// recent event in other words, four open an event. Five thousand articles a day, 400 hosts, about 2,000 characters each. The words have the frequencies of
/// a language; each event brings a name, and each report two words, that nobody has used before, as numbers and misspellings do.
/// </summary>
internal sealed class StoryStream
{
    private const int ArticlesPerDay = 5_000;
    private const int Hosts = 400;
    private const int Recent = 500;
    private const int NamesPerEvent = 5;
    private static readonly DateTimeOffset FirstDay = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RandomNews _news = new();
    private readonly Random _random = new(7);
    private readonly List<string[]> _events = [];
    private readonly List<(string Title, string Text)> _reports = [];
    private readonly string[] _tails;
    private long _number;

    public StoryStream() => _tails = [.. Enumerable.Range(0, Hosts).Select(_ => _news.Article()[..150])];

    public (long Number, string Host, DateTimeOffset Published, string Title, string Text) Next()
    {
        var kind = _random.Next(10);
        var host = _random.Next(Hosts);
        var (title, text) = kind < 2 && _reports.Count > 0 ? _reports[_random.Next(_reports.Count)] : Report(kind < 6);
        if (kind >= 2)
        {
            Keep(_reports, (title, text));
        }

        var number = _number++;
        return (number, $"host{host}.example", FirstDay.AddDays((double)number / ArticlesPerDay), title, text + "\n\n" + _tails[host]);
    }

    public static StoryInput InputOf((long Number, string Host, DateTimeOffset Published, string Title, string Text) article) =>
        new(article.Number, article.Host, article.Published, "en", TokenizedText.Of(article.Title, article.Text), [], IsSummary: false);

    private (string Title, string Text) Report(bool ofKnownEvent)
    {
        if (!ofKnownEvent || _events.Count == 0)
        {
            Keep(_events, [.. Enumerable.Range(1, NamesPerEvent - 1).Select(_ => Capitalised(_news.Phrase())), Capitalised(_news.NewWord())]);
        }

        var names = ofKnownEvent ? _events[_random.Next(_events.Count)] : _events[^1];
        var sentences = _news.Article().Split(". ", StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(". ", sentences.Select(sentence => $"{sentence} {names[_random.Next(NamesPerEvent)]} {names[0]}"))
            + $" {_news.NewWord()} {_news.NewWord()}";
        return ($"{names[0]} ba {names[1]} {sentences[0][..20].ToUpperInvariant()[0]}{sentences[0][1..20]}", text);
    }

    private static void Keep<T>(List<T> kept, T item)
    {
        kept.Add(item);
        if (kept.Count > Recent)
        {
            kept.RemoveAt(0);
        }
    }

    private static string Capitalised(string phrase) => string.Join(' ', phrase.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
