using Monitor.Rules;

namespace Monitor.Tagging;

/// <summary>An alias as the tagger looks for it; groups are sets of phrases whose hits are collected together, -1 where there is none.</summary>
internal sealed record AliasEntry(Actor Actor, Alias Alias, int RequiredGroup, int SuppressGroup, int Order);

/// <summary>What the phrases of the automaton stand for: aliases, the words of their conditions, and bodies of states.</summary>
internal sealed class AliasTable
{
    private static readonly List<AliasEntry> NoAliases = [];
    private static readonly List<int> NoGroups = [];

    private readonly Dictionary<int, List<AliasEntry>> _aliases = [];
    private readonly Dictionary<int, List<int>> _groupsOfPhrase = [];
    private readonly Dictionary<string, int> _groups = [];
    private readonly Dictionary<int, StateBody> _bodies = [];

    public AliasTable(ActorBook book, PhraseAutomatonBuilder builder)
    {
        var order = 0;
        foreach (var actor in book.Actors)
        {
            foreach (var alias in actor.Aliases)
            {
                if (Phrase.Of(alias.Text, alias.Case) is { } phrase)
                {
                    var entry = new AliasEntry(
                        actor, alias, GroupOf(alias.Requires?.Words ?? [], builder), GroupOf(alias.Suppress, builder), order++);
                    Append(_aliases, builder.Add(phrase), entry);
                }
            }
        }

        foreach (var body in book.Bodies)
        {
            foreach (var words in body.Words)
            {
                if (Phrase.Of(words) is { } phrase)
                {
                    _bodies.TryAdd(builder.Add(phrase), body);
                }
            }
        }
    }

    public int GroupCount => _groups.Count;

    public List<AliasEntry> AliasesOf(int phrase) => _aliases.GetValueOrDefault(phrase, NoAliases);

    public List<int> GroupsOf(int phrase) => _groupsOfPhrase.GetValueOrDefault(phrase, NoGroups);

    public StateBody? BodyOf(int phrase) => _bodies.GetValueOrDefault(phrase);

    private int GroupOf(IReadOnlyList<string> words, PhraseAutomatonBuilder builder)
    {
        if (words.Count == 0)
        {
            return -1;
        }

        var key = string.Join('\n', words);
        if (!_groups.TryGetValue(key, out var group))
        {
            group = _groups.Count;
            _groups.Add(key, group);
            foreach (var phrase in words.Select(word => Phrase.Of(word)).OfType<Phrase>())
            {
                Append(_groupsOfPhrase, builder.Add(phrase), group);
            }
        }

        return group;
    }

    private static void Append<T>(Dictionary<int, List<T>> lists, int key, T value)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(value);
    }
}
