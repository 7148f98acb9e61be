using Monitor.Actors;
using Monitor.Config;
using Monitor.Storage;

namespace Monitor.Tagging;

/// <summary>The actor book in force, asked for anew with each batch of work.</summary>
public delegate Task<ActorBook> ActorsInForce(MonitorDbContext db, CancellationToken cancellationToken);

/// <summary>The same of actors and rules together.</summary>
public delegate Task<Tagger> TaggerInForce(MonitorDbContext db, CancellationToken cancellationToken);

/// <summary>
/// The tagger of the database's rules and actors, compiled anew when one of them changed. Every batch asks for it, so that all workers
/// follow a change within seconds. A database without config uses the folder's files.
/// </summary>
/// <param name="ofFolder">The tagger of the folder's files.</param>
/// <param name="patternsAllowed">Whether rules may hold /patterns/ (<see cref="RulesOptions.PatternsAllowed"/>).</param>
public sealed class CurrentTagger(Func<Tagger> ofFolder, bool patternsAllowed = false) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Made where the database has no config, or nobody has asked it yet: mostly never, and beside the other it would double what both hold.</summary>
    private readonly Lazy<Tagger> _ofFolder = new(ofFolder, LazyThreadSafetyMode.PublicationOnly);
    private (long Stamp, Tagger Tagger)? _current;

    /// <summary>The actors as this process last saw them: good enough for names on a page.</summary>
    public ActorBook ActorsLastSeen => (_current?.Tagger ?? _ofFolder.Value).Actors;

    public async Task<ActorBook> ActorsAsync(MonitorDbContext db, CancellationToken cancellationToken) =>
        (await GetAsync(db, cancellationToken)).Actors;

    public async Task<Tagger> GetAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var stamp = await ConfigStore.StampAsync(db, cancellationToken);
        if (_current is { } current && current.Stamp == stamp)
        {
            return current.Tagger;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_current is not { } other || other.Stamp != stamp)
            {
                _current = (stamp, await LoadAsync(db, stamp, () => _ofFolder.Value, patternsAllowed, cancellationToken));
            }

            return _current.Value.Tagger;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The tagger of what the database holds now.</summary>
    public static async Task<Tagger> LoadAsync(
        MonitorDbContext db, string configFolder, CancellationToken cancellationToken, bool patternsAllowed = false) =>
        await LoadAsync(
            db, await ConfigStore.StampAsync(db, cancellationToken), () => Tagger.Load(configFolder, patternsAllowed), patternsAllowed, cancellationToken);

    /// <summary>The actors of what the database holds now, without the rules: what names on a list need.</summary>
    public static async Task<ActorBook> LoadActorsAsync(MonitorDbContext db, string configFolder, CancellationToken cancellationToken) =>
        await StoredActorsAsync(db, cancellationToken) ?? ActorFile.Load(configFolder);

    private static async Task<Tagger> LoadAsync(
        MonitorDbContext db, long stamp, Func<Tagger> ofFolder, bool patternsAllowed, CancellationToken cancellationToken) =>
        await StoredActorsAsync(db, cancellationToken) is { } actors
            ? new Tagger(actors, await RulesAsync(db, actors, cancellationToken, patternsAllowed), stamp)
            : ofFolder();

    /// <summary>Null where the database holds none.</summary>
    private static async Task<ActorBook?> StoredActorsAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var text = await ConfigStore.TextAsync(db, ActorFile.FileName, cancellationToken);
        if (text.Length == 0)
        {
            return null;
        }

        var imported = await ConfigStore.TextAsync(db, ActorFile.ImportedFileName, cancellationToken);
        return ActorFile.Read(
            ConfigNode.Parse(ActorFile.FileName, text), imported.Length == 0 ? null : ConfigNode.Parse(ActorFile.ImportedFileName, imported));
    }

    /// <summary>The database's rules, each with its version.</summary>
    public static async Task<RuleBook> RulesAsync(
        MonitorDbContext db, ActorBook actors, CancellationToken cancellationToken, bool patternsAllowed = false)
    {
        var current = await ConfigStore.CurrentAsync(db, RuleFile.FileName, cancellationToken);
        var text = ConfigItems.Join(current.Select(version => new ConfigItem(version.Item, version.Body!)));
        var book = RuleFile.Read(ConfigNode.Parse(RuleFile.FileName, text), actors, patternsAllowed, isKept: true);
        var numbers = current.ToDictionary(version => version.Item, version => version.Number);
        return book with
        {
            Rules = [.. book.Rules.Select(rule => rule with
            {
                Definition = rule.Definition with { Version = numbers.GetValueOrDefault(RuleFile.ItemOf(rule.Id)) },
            })],
        };
    }

    public void Dispose() => _oneAtATime.Dispose();
}
