using Monitor.Rules.Phrases;

namespace Monitor.Actors;

/// <summary>An alias as the tagger looks for it; groups are sets of phrases whose hits are collected together, -1 where there is none.</summary>
internal sealed record AliasEntry(Actor Actor, Alias Alias, int RequiredGroup, int SuppressGroup, int Order);

/// <summary>What the phrases of the automaton stand for: aliases, the words of their conditions, and bodies of states.</summary>
internal sealed class AliasTable
{
    private readonly List<PhraseUse?> _uses = [];
    private readonly Dictionary<string, int> _groups = [];

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
                    Use(builder.Add(phrase)).Aliases.Add(entry);
                }
            }
        }

        foreach (var body in book.Bodies)
        {
            foreach (var words in body.Words)
            {
                if (Phrase.Of(words) is { } phrase)
                {
                    Use(builder.Add(phrase)).Body ??= body;
                }
            }
        }
    }

    public int GroupCount => _groups.Count;

    /// <summary>Null for a phrase that only rules look for.</summary>
    public PhraseUse? UseOf(int phrase) => phrase < _uses.Count ? _uses[phrase] : null;

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
                Use(builder.Add(phrase)).Groups.Add(group);
            }
        }

        return group;
    }

    private PhraseUse Use(int phrase)
    {
        while (_uses.Count <= phrase)
        {
            _uses.Add(null);
        }

        return _uses[phrase] ??= new PhraseUse();
    }
}
