using System.Collections.Concurrent;
using Monitor.Rules;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Search;

/// <summary>Reads what was typed to search. What was read stays at hand while rules and actors do, for the pages that follow.</summary>
public sealed class SearchExpressions(CurrentTagger taggers)
{
    public const int CharactersMax = 4_000;

    /// <summary>Words, phrases and operators.</summary>
    public const int PartsMax = 300;

    private const int KeptMax = 100;
    private const string TopicPrefix = "topic:";

    private readonly ConcurrentDictionary<(long Stamp, string Words), SearchReading> _kept = [];

    public async Task<SearchReading> ReadAsync(MonitorDbContext db, string words, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Length > CharactersMax)
        {
            return Refused($"A search has at most {CharactersMax:N0} characters; this one has {words.Length:N0}. Long lists belong into a rule.");
        }

        var tagger = await taggers.GetAsync(db, cancellationToken);
        if (_kept.TryGetValue((tagger.Stamp, words), out var kept))
        {
            return kept;
        }

        if (_kept.Count >= KeptMax)
        {
            _kept.Clear();
        }

        return _kept[(tagger.Stamp, words)] = Read(words, tagger);
    }

    /// <summary>The same for rules and actors that are at hand.</summary>
    public static SearchReading Read(string words, Tagger tagger)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        try
        {
            var parsed = RuleParser.ParseSearch(words, tagger.Rules.PatternsAllowed);
            if (parsed.Offsets.Count > PartsMax)
            {
                return Refused($"A search has at most {PartsMax} words and operators; this one has {parsed.Offsets.Count:N0}.");
            }

            var named = Named(parsed, tagger.Rules);
            return named.Names(tagger.Actors).FaultsOf(parsed) is { Count: > 0 } faults
                ? new SearchReading.Refused(string.Join('\n', faults))
                : new SearchReading.Read(new SearchExpression(parsed, named, tagger));
        }
        catch (RuleException fault)
        {
            return new SearchReading.Refused(string.Join('\n', fault.Faults));
        }
    }

    /// <summary>The same as a rule is written; what cannot be read stays as it was typed.</summary>
    public static string AsRule(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        try
        {
            // A topic has the name of its rule, but for the few that several rules earn.
            return words.Length > CharactersMax ? "" : RuleParser.ParseSearch(words).Root.ToString().Replace($"#{TopicPrefix}", "#", StringComparison.Ordinal);
        }
        catch (RuleException)
        {
            return words;
        }
    }

    private static SearchReading.Refused Refused(FormattableString reason) => new(reason.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The rules that an expression names, and those that they name. A topic is all rules that earn it.</summary>
    private static RuleBook Named(ParsedRule parsed, RuleBook book)
    {
        var wanted = new Dictionary<string, TopicRule>(StringComparer.Ordinal);
        Take(parsed, book, wanted);
        return book with { Rules = [.. wanted.Values] };
    }

    private static void Take(ParsedRule parsed, RuleBook book, Dictionary<string, TopicRule> wanted)
    {
        foreach (var name in parsed.Offsets.Keys.OfType<Expression.Named>().Select(named => named.Name))
        {
            var rule = name.StartsWith(TopicPrefix, StringComparison.Ordinal) ? OfTopic(name, book) : book.Find(name);
            if (rule is not null && wanted.TryAdd(name, rule))
            {
                Take(rule.Definition.When, book, wanted);
            }
        }
    }

    private static TopicRule? OfTopic(string name, RuleBook book)
    {
        var rules = book.Rules.Where(rule => rule.Definition.Topic == name[TopicPrefix.Length..]).Select(rule => $"#{rule.Id}").ToList();
        return rules.Count == 0 ? null
            : new TopicRule(new RuleDefinition(name, name, 0, RuleParser.Parse(string.Join(" OR ", rules)), []), name, [], []);
    }
}
