using Monitor.Actors;
using Monitor.Config;
using Monitor.Rules;
using Monitor.Rules.Phrases;

namespace Monitor.Tagging;

/// <summary>Reads topics.yaml: "lists" of words and "topics", each with its rule. What each key means stands in config/README.md.</summary>
public sealed class RuleFile
{
    public const string FileName = "topics.yaml";

    /// <summary>The name of a rule among the items of the file.</summary>
    public static string ItemOf(string ruleId) => "topics/" + ruleId;

    private readonly ActorBook _actors;
    private readonly bool _patternsAllowed;
    private readonly bool _isKept;
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = [];
    private readonly List<(TopicRule Rule, ConfigNode When)> _rules = [];

    private RuleFile(ActorBook actors, bool patternsAllowed, bool isKept = false)
    {
        _actors = actors;
        _patternsAllowed = patternsAllowed;
        _isKept = isKept;
    }

    /// <summary>The rules of a config folder; a folder without topics.yaml has none.</summary>
    /// <exception cref="ConfigException">The file has faults; all are named.</exception>
    public static RuleBook Load(string configFolder, ActorBook actors, bool patternsAllowed = false)
    {
        var path = Path.Combine(configFolder, FileName);
        return File.Exists(path) ? Read(ConfigNode.ReadFile(path), actors, patternsAllowed) : RuleBook.Empty with { PatternsAllowed = patternsAllowed };
    }

    /// <param name="isKept">Whether these are the rules in force (<see cref="RuleParser.Parse(string, bool, bool)"/>).</param>
    /// <exception cref="ConfigException">The document has faults; all are named.</exception>
    public static RuleBook Read(ConfigNode document, ActorBook actors, bool patternsAllowed = false, bool isKept = false) =>
        new RuleFile(actors, patternsAllowed, isKept).ReadDocument(document);

    /// <summary>Faults of pinned examples at their lines.</summary>
    public static IReadOnlyList<ConfigFault> FaultsOf(ConfigNode document, IReadOnlyList<BrokenExample> broken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(broken);
        var rules = document.FindItems("topics").ToLookup(rule => rule.FindText("id"));
        return [.. broken.SelectMany(example => rules[example.RuleId]
            .SelectMany(rule => rule.FindItems(example.MustHit ? "must-hit" : "must-not-hit"))
            .First(pinned => pinned.Text == example.Text)
            .Fault(example.ToString()).Faults)];
    }

    /// <summary>A draft: a document that is one topic, which may name the saved lists and rules.</summary>
    /// <exception cref="ConfigException">The document has faults.</exception>
    public static TopicRule ReadDraft(ConfigNode document, ActorBook actors, RuleBook saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        var file = new RuleFile(actors, saved.PatternsAllowed);
        foreach (var (name, words) in saved.Lists)
        {
            file._lists.Add(name, words);
        }

        file.Add(document);
        var draft = file._rules[0].Rule;
        file.CheckNames(saved.With(draft));
        return draft;
    }

    private RuleBook ReadDocument(ConfigNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        document.Only("lists", "topics");
        ConfigException.ForEach((document.Find("lists")?.Entries ?? []).Select(entry => entry.Value), list =>
            _lists.Add(list.Key, [.. list.Items.Select(CheckedWords)]));
        ConfigException.ForEach(document.FindItems("topics"), Add);
        var book = new RuleBook([.. _rules.Select(rule => rule.Rule)], _lists) { PatternsAllowed = _patternsAllowed };
        CheckNames(book);
        return book;
    }

    private void Add(ConfigNode node)
    {
        node.Only("id", "topic", "name", "when", "suppress", "must-hit", "must-not-hit", "version");
        var id = node.Required("id");
        if (id.Text.Length == 0 || !id.Text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            throw id.Fault($"\"{id.Text}\" is no rule id: small letters, digits and hyphens are expected, such as cyber-attack");
        }

        if (_rules.Exists(rule => rule.Rule.Id == id.Text) || _lists.ContainsKey(id.Text) || ActorLists.Knows(_actors, id.Text))
        {
            throw id.Fault($"the name \"{id.Text}\" is taken by another rule, a list or actors; #{id.Text} would be ambiguous");
        }

        var when = node.Required("when");
        var definition = new RuleDefinition(
            id.Text, node.FindText("topic") ?? id.Text, node.Find("version")?.Integer(0, int.MaxValue) ?? 0,
            Parsed(when), [.. node.FindItems("suppress").Select(CheckedWords)]);
        _rules.Add((new TopicRule(definition, node.Required("name").Text, Texts(node, "must-hit"), Texts(node, "must-not-hit")), when));
    }

    private ParsedRule Parsed(ConfigNode when)
    {
        try
        {
            return RuleParser.Parse(when.Text, _patternsAllowed, _isKept);
        }
        catch (RuleException refusal)
        {
            throw Placed(when, refusal.Faults, when.IsCutByComment ? "; YAML takes \"#\" behind a space for a comment: put the rule in quotes" : "");
        }
    }

    private static ConfigException Placed(ConfigNode when, IEnumerable<RuleFault> faults, string hint = "") =>
        new([.. faults.SelectMany(fault => when.FaultInside(fault.Offset, fault.Message + hint).Faults)]);

    private void CheckNames(RuleBook book)
    {
        var names = book.Names(_actors);
        ConfigException.ForEach(_rules.Select(rule => rule.When), when =>
        {
            var rule = _rules.Find(other => other.When == when).Rule;
            if (names.FaultsOf(rule.Definition.When) is { Count: > 0 } faults)
            {
                throw Placed(when, faults);
            }

            if (RuleCircles.Of(rule, book) is { } circle)
            {
                throw when.Fault($"the rule needs itself: {circle}; take one # out");
            }
        });
    }

    private static List<string> Texts(ConfigNode node, string key) => [.. node.FindItems(key).Select(text => text.Text)];

    private static string CheckedWords(ConfigNode node) =>
        Phrase.Of(node.Text) is not null ? node.Text : throw node.Fault($"\"{node.Text}\" must have 1 to {Phrase.WordsMax} words");
}
