using System.Text;

namespace Monitor.Benchmarks;

/// <summary>Made-up words with the frequencies of a language (Zipf), and articles and phrases of them; the same in every run.</summary>
internal sealed class RandomNews
{
    private const int WordCount = 60_000;
    private const int ArticleCharacters = 2_000;
    private static readonly string[] Syllables = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "par", "sel", "tor", "vin", "zan", "ster", "al",
        "en", "ion", "er"];

    private readonly Random _random = new(20_210_719);
    private readonly string[] _words;

    public RandomNews()
    {
        var words = new HashSet<string>();
        while (words.Count < WordCount)
        {
            words.Add(string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Syllables[_random.Next(Syllables.Length)])));
        }

        _words = [.. words.OrderBy(word => word.Length)];
    }

    public string Article()
    {
        var text = new StringBuilder(ArticleCharacters + 20);
        var sentence = 0;
        while (text.Length < ArticleCharacters)
        {
            var word = Frequent();
            text.Append(sentence == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            sentence = sentence == 20 ? 0 : sentence + 1;
            text.Append(sentence == 0 ? ". " : " ");
        }

        return text.ToString();
    }

    /// <summary>One to four words, as rare as names are.</summary>
    public string Phrase() => string.Join(' ', Enumerable.Range(0, _random.Next(1, 5)).Select(_ => _words[_random.Next(2_000, WordCount)]));

    /// <summary>A word of seven syllables, which hardly ever comes twice.</summary>
    public string NewWord() => string.Concat(Enumerable.Range(0, 7).Select(_ => Syllables[_random.Next(Syllables.Length)]));

    public string Rule(int number) => (number % 4) switch
    {
        0 => $"\"{Phrase()}\" OR \"{Phrase()}\"",
        1 => $"({Rare()} OR {Rare()}) AND ({Rare()} OR {Rare()}) AND NOT {Rare()}",
        2 => $"({Rare()} OR {Rare()}) NEAR/8 ({Rare()} OR \"{Phrase()}\")",
        _ => $"2 OF ({Rare()}, {Rare()}, {Rare()}, \"{Phrase()}\")",
    };

    private string Rare() => _words[_random.Next(500, WordCount)];

    // A rank with probability 1/rank: the exponent of a uniform number.
    private string Frequent() => _words[Math.Min(WordCount - 1, (int)Math.Pow(WordCount, _random.NextDouble()) - 1)];
}
