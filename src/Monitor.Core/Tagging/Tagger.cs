using Monitor.Rules;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>Finds the actors and topics of an article. Compiled once; safe to share between threads.</summary>
public sealed class Tagger
{
    private readonly AliasTable _aliases;
    private readonly PhraseAutomaton _automaton;

    public Tagger(ActorBook actors)
    {
        ArgumentNullException.ThrowIfNull(actors);
        Actors = actors;
        var builder = new PhraseAutomatonBuilder();
        _aliases = new AliasTable(actors, builder);
        _automaton = builder.Build();
    }

    public ActorBook Actors { get; }

    /// <summary>The tagger that a config folder describes.</summary>
    /// <exception cref="ConfigException">A file has faults; all are named with their places.</exception>
    public static Tagger Load(string configFolder) => new(ActorFile.Load(configFolder));

    /// <param name="outlet">Who published it, for rules that ask; so are the address and the language (BCP 47).</param>
    /// <param name="published">The day decides which aliases hold; without it all do.</param>
    public ArticleTags Tag(
        TokenizedText text, string? outlet = null, string? url = null, string? language = null, DateTimeOffset? published = null)
    {
        var hits = new List<PhraseHit>();
        _automaton.Find(text, hits);
        var day = published is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : (DateOnly?)null;
        return new ArticleTags(MentionFinder.Find(Actors, _aliases, text, hits, day, language), []);
    }
}
