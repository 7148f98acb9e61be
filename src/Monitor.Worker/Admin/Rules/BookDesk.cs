using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Backtests;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Worker.Admin.Rules;

/// <summary>
/// Where actors and lists of words are read and changed. An item is text as its file has it, so that its comments stay; as with rules nothing is
/// saved unchecked, nobody overwrites unseen, and every change can be tried before and undone after.
/// </summary>
public sealed class BookDesk(MonitorDbContextFactory contexts, CurrentTagger taggers, TimeProvider clock)
{
    public const int BodyCharactersMax = 100_000;

    /// <summary>A try looks at so many of the latest articles.</summary>
    public const int TriedArticles = 5_000;

    private const string PlaceOfFaults = "the item";

    /// <summary>The items as they are now, in the order of their files.</summary>
    public async Task<IReadOnlyList<(BookItem Item, ConfigVersion Version)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return
        [
            .. (await ConfigStore.CurrentAsync(db, ActorFile.FileName, cancellationToken))
                .Concat(await ConfigStore.CurrentAsync(db, RuleFile.FileName, cancellationToken))
                .Select(version => (Item: BookItem.Of(version.File, version.Item), version))
                .Where(one => one.Item is not null).Select(one => (one.Item!, one.version)),
        ];
    }

    /// <summary>All versions of an item, oldest first; none where there never was one.</summary>
    public async Task<IReadOnlyList<ConfigVersion>> HistoryAsync(BookItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        await using var db = contexts.CreateDbContext();
        return await ConfigStore.HistoryAsync(db, item.File, item.Name, cancellationToken);
    }

    /// <summary>What is wrong with a text for an item; with none, what it would do to the latest articles if that is asked for.</summary>
    public async Task<(RuleCheck Check, BookComparison? Tried)> CheckAsync(
        BookItem item, string? body, bool tries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        await using var db = contexts.CreateDbContext();
        var saved = await taggers.GetAsync(db, cancellationToken);
        try
        {
            if (body is not null)
            {
                CheckName(item, ConfigNode.Parse(PlaceOfFaults, body));
            }

            var actors = item.File == ActorFile.FileName
                ? ActorFile.Read(await ChangedAsync(db, item, body, cancellationToken), await ImportedAsync(db, cancellationToken))
                : saved.Actors;
            var rules = item.File == RuleFile.FileName
                ? RuleFile.Read(await ChangedAsync(db, item, body, cancellationToken), actors, saved.Rules.PatternsAllowed, isKept: true)
                : await CurrentTagger.RulesAsync(db, actors, cancellationToken, saved.Rules.PatternsAllowed);
            var changed = new Tagger(actors, rules);
            var check = new RuleCheck(null, [], RuleCheck.BrokenBy(changed, saved, ""), []);
            return (check, tries ? await BookComparison.OfLatestAsync(db, saved, changed, TriedArticles, cancellationToken) : null);
        }
        catch (ConfigException refusal)
        {
            // A fault of the text itself has its line; one that shows elsewhere in the book has a line of no file.
            return (new RuleCheck(
                null,
                [.. refusal.Faults.Select(fault => DraftFault.In("", fault.File == PlaceOfFaults ? $"line {fault.Line}: {fault.Reason}" : fault.Reason))],
                [], []), null);
        }
    }

    /// <param name="body">Null to remove it.</param>
    /// <param name="edited">The version that the author changed; 0 for an item that is new.</param>
    public async Task<SaveResult> SaveAsync(BookItem item, string? body, int edited, string author, string reason, CancellationToken cancellationToken)
    {
        var history = await HistoryAsync(item, cancellationToken);
        var newest = history.Count > 0 ? history[^1] : null;
        if (newest is not null && newest.Number != edited && !(edited == 0 && newest.Body is null))
        {
            return new SaveResult.Conflict(history.FirstOrDefault(version => version.Number == edited), newest);
        }

        var (check, _) = await CheckAsync(item, body, tries: false, cancellationToken);
        if (!check.MaySave)
        {
            return new SaveResult.Refused(check);
        }

        await using var db = contexts.CreateDbContext();
        var kind = body is null ? ConfigChangeKind.Removed : newest?.Body is null ? ConfigChangeKind.Added : ConfigChangeKind.Changed;
        var position = newest?.Position
            ?? (await ConfigStore.CurrentAsync(db, item.File, cancellationToken)).Select(version => version.Position).DefaultIfEmpty(-1).Max() + 1;
        try
        {
            await ConfigStore.WriteAsync(
                db, [new ConfigChange(item.File, item.Name, kind, newest?.Body, body, false, position)], author, reason, clock.GetUtcNow(), isFromFolder: false,
                cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique number of the version, or another text than was seen: another one was first.
            history = await HistoryAsync(item, cancellationToken);
            return new SaveResult.Conflict(history.FirstOrDefault(version => version.Number == edited), history[^1]);
        }

        return new SaveResult.Saved((newest?.Number ?? 0) + 1);
    }

    /// <summary>Brings back what an item was before its newest version, as a version of its own.</summary>
    /// <param name="seen">The newest version that the author saw.</param>
    public async Task<SaveResult> UndoAsync(BookItem item, int seen, string author, string reason, CancellationToken cancellationToken)
    {
        var history = await HistoryAsync(item, cancellationToken);
        return history.Count == 0 ? new SaveResult.Unknown()
            : await SaveAsync(item, history.Count > 1 ? history[^2].Body : null, seen, author, reason, cancellationToken);
    }

    private static void CheckName(BookItem item, ConfigNode body)
    {
        if (item.ActorId is { } id && (!body.IsMap || body.FindText("id") != id))
        {
            throw body.Fault($"the text must keep its id: {id}");
        }
    }

    private static async Task<ConfigNode> ChangedAsync(MonitorDbContext db, BookItem item, string? body, CancellationToken cancellationToken)
    {
        var items = (await ConfigStore.CurrentAsync(db, item.File, cancellationToken))
            .Where(version => body is not null || version.Item != item.Name)
            .Select(version => new ConfigItem(version.Item, version.Item == item.Name ? body! : version.Body!)).ToList();
        if (body is not null && items.TrueForAll(one => one.Name != item.Name))
        {
            items.Add(new ConfigItem(item.Name, body));
        }

        return ConfigNode.Parse(item.File, ConfigItems.Join(items));
    }

    private static async Task<ConfigNode?> ImportedAsync(MonitorDbContext db, CancellationToken cancellationToken) =>
        await ConfigStore.TextAsync(db, ActorFile.ImportedFileName, cancellationToken) is { Length: > 0 } text
            ? ConfigNode.Parse(ActorFile.ImportedFileName, text) : null;
}
