using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Actors;
using Monitor.Rules;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Benchmarks;

/// <summary>
/// Tagging with 1,000 and with 30,000 patterns and 1,000 rules over 20,000 articles of 2,000 characters, beside one .NET regular expression
/// that holds all patterns.
/// </summary>
internal static class TaggingThroughput
{
    private const int Articles = 20_000;
    private const int Rules = 1_000;
    private const int RegexArticles = 10;

    public static int Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var news = new RandomNews();
        var texts = Enumerable.Range(0, Articles).Select(_ => news.Article()).ToList();
        var rules = Enumerable.Range(0, Rules).Select(news.Rule).ToList();
        var phrases = Enumerable.Range(0, 30_000).Select(_ => news.Phrase()).Distinct().ToList();

        var clock = new ProcessorClock();
        var tokenized = texts.ConvertAll(text => TokenizedText.Of("", text));
        var cutting = clock.Elapsed.TotalMilliseconds / Articles;
        Print($"processor time, one thread. Cut into words: {cutting:F3} ms an article");

        Measure(1_000, phrases, rules, tokenized);
        var few = Measure(1_000, phrases, rules, tokenized);
        var many = Measure(30_000, phrases, rules, tokenized);
        Print($"30,000 against 1,000 patterns: {(cutting + many) / (cutting + few):F2} times the cost of an article with cutting it into words, "
            + $"{many / few:F2} times without");
        MeasureRegex(phrases, texts);
        return 0;
    }

    private static double Measure(int patterns, List<string> phrases, List<string> rules, List<TokenizedText> texts)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = new ProcessorClock();
        var actors = phrases.Take(patterns).Select((phrase, i) => new Actor
        {
            Id = $"org:{i}",
            Kind = ActorKind.Organization,
            Name = phrase,
            Aliases = [new Alias(phrase, AliasRole.Name)],
        });
        var topics = rules.Select((rule, i) => new TopicRule(new RuleDefinition($"rule-{i}", $"rule-{i}", 1, RuleParser.Parse(rule), []), "", [], []));
        var tagger = new Tagger(new ActorBook(actors, []), new RuleBook([.. topics], RuleBook.Empty.Lists));
        var compile = clock.Elapsed;
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;

        clock = new ProcessorClock();
        var (mentions, topicHits) = (0L, 0L);
        foreach (var text in texts)
        {
            var tags = tagger.Tag(text);
            mentions += tags.Mentions.Count;
            topicHits += tags.Topics.Count;
        }

        var each = clock.Elapsed.TotalMilliseconds / texts.Count;
        Print($"{patterns} patterns, {rules.Count} rules ({tagger.PhraseCount} phrases): compile {compile.TotalSeconds:F2} s, {memory / 1048576.0:F1} MB, "
            + $"{each:F3} ms an article ({(double)mentions / texts.Count:F1} mentions, {(double)topicHits / texts.Count:F2} topics)");
        return each;
    }

    private static void MeasureRegex(List<string> phrases, List<string> texts)
    {
        var clock = new ProcessorClock();
        var regex = new Regex(
            @"\b(?:" + string.Join('|', phrases.OrderByDescending(phrase => phrase.Length).Select(Regex.Escape)) + @")\b",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var compile = clock.Elapsed;
        clock = new ProcessorClock();
        var matches = texts.Take(RegexArticles).Sum(text => regex.Count(text));
        Print($"one .NET Regex of {phrases.Count} patterns: compile {compile.TotalSeconds:F2} s, {clock.Elapsed.TotalMilliseconds / RegexArticles:F3} ms "
            + "an article "
            + $"over {RegexArticles} articles ({(double)matches / RegexArticles:F1} matches)");
    }

    private static void Print(string line) => Console.WriteLine(line);
}
