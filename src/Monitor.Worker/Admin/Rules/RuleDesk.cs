using Microsoft.EntityFrameworkCore;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Worker.Admin.Rules;

/// <summary>A saved rule with who saved it.</summary>
public sealed record SavedRule(TopicRule Rule, ConfigVersion Version);

/// <summary>Where rules are read and changed, by the pages and by the API alike: nothing is saved unchecked, and nobody overwrites unseen.</summary>
public sealed class RuleDesk(MonitorDbContextFactory contexts, CurrentTagger taggers, TimeProvider clock)
{
    public const int ReasonLettersMax = 500;

    /// <summary>The rules as they are now, in the order of their file.</summary>
    public async Task<IReadOnlyList<SavedRule>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        // The numbers first: a rule saved in between then stands beside its older number, and whoever changes it is told of the conflict.
        var current = await ConfigStore.CurrentAsync(db, RuleFile.FileName, cancellationToken);
        var rules = (await taggers.GetAsync(db, cancellationToken)).Rules;
        return [.. from version in current
                   let rule = rules.Rules.FirstOrDefault(rule => RuleFile.ItemOf(rule.Id) == version.Item)
                   where rule is not null
                   select new SavedRule(rule, version)];
    }

    /// <summary>All versions of a rule, oldest first; none where there never was one.</summary>
    public async Task<IReadOnlyList<ConfigVersion>> HistoryAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await ConfigStore.HistoryAsync(db, RuleFile.FileName, RuleFile.ItemOf(id), cancellationToken);
    }

    /// <summary>The saved rules and actors, compiled.</summary>
    public async Task<Tagger> SavedAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await taggers.GetAsync(db, cancellationToken);
    }

    public async Task<RuleCheck> CheckAsync(RuleDraft draft, CancellationToken cancellationToken) =>
        RuleCheck.Of(draft, await SavedAsync(cancellationToken));

    /// <param name="edited">The version that the author changed; 0 for a rule that is new.</param>
    public async Task<SaveResult> SaveAsync(RuleDraft draft, int edited, string author, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var history = await HistoryAsync(draft.Id, cancellationToken);
        if (ConflictOf(history, edited) is { } conflict)
        {
            return conflict;
        }

        var check = await CheckAsync(draft, cancellationToken);
        if (!check.MaySave)
        {
            return new SaveResult.Refused(check);
        }

        var newest = history.Count > 0 ? history[^1] : null;
        var position = newest?.Position ?? await NextPositionAsync(cancellationToken);
        var kind = newest?.Body is null ? ConfigChangeKind.Added : ConfigChangeKind.Changed;
        var body = ConfigComments.Carry(newest?.Body, draft.ToYaml());
        var change = new ConfigChange(RuleFile.FileName, RuleFile.ItemOf(draft.Id), kind, newest?.Body, body, false, position);
        return await WriteAsync(draft.Id, change, newest?.Number ?? 0, author, reason, cancellationToken);
    }

    /// <summary>Brings back what a rule was before its newest version, as a version of its own.</summary>
    /// <param name="seen">The newest version that the author saw; null to undo whatever is newest.</param>
    public async Task<SaveResult> UndoAsync(string id, int? seen, string author, string reason, CancellationToken cancellationToken)
    {
        var history = await HistoryAsync(id, cancellationToken);
        await using var db = contexts.CreateDbContext();
        if (await ConfigStore.UndoingAsync(db, RuleFile.FileName, RuleFile.ItemOf(id), cancellationToken) is not { } change)
        {
            return new SaveResult.Unknown();
        }

        return seen is { } number && ConflictOf(history, number) is { } conflict ? conflict
            : await WriteAsync(id, change, history[^1].Number, author, reason, cancellationToken);
    }

    private static SaveResult.Conflict? ConflictOf(IReadOnlyList<ConfigVersion> history, int edited) =>
        history.Count > 0 && history[^1].Number != edited && !(edited == 0 && history[^1].Body is null)
            ? new SaveResult.Conflict(history.FirstOrDefault(version => version.Number == edited), history[^1])
            : null;

    /// <summary>One commit: the version is written, the whole book is read back as the workers will read it, and only then it counts.</summary>
    private async Task<SaveResult> WriteAsync(
        string id, ConfigChange change, int newest, string author, string reason, CancellationToken cancellationToken)
    {
        var saved = await SavedAsync(cancellationToken);
        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var at = clock.GetUtcNow();
        try
        {
            await ConfigStore.WriteAsync(db, [change], author, OneLine(reason), at, isFromFolder: false, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique number of the version: another one was first.
            await transaction.RollbackAsync(cancellationToken);
            return await ConflictNowAsync(id, newest, cancellationToken);
        }

        var written = await ConfigStore.HistoryAsync(db, change.File, change.Item, cancellationToken);
        if (written[^1].Number != newest + 1)
        {
            await transaction.RollbackAsync(cancellationToken);
            return await ConflictNowAsync(id, newest, cancellationToken);
        }

        try
        {
            var changed = new Tagger(saved.Actors, await CurrentTagger.RulesAsync(db, saved.Actors, cancellationToken, saved.Rules.PatternsAllowed));
            if (RuleCheck.BrokenBy(changed, saved, id) is { Count: > 0 } broken)
            {
                return new SaveResult.Refused(new RuleCheck(changed.Rules.Find(id), [], broken, []));
            }
        }
        catch (ConfigException refusal)
        {
            // Another rule would name what is gone.
            return new SaveResult.Refused(new RuleCheck(null, [.. refusal.Faults.Select(fault => DraftFault.In("", fault.Reason))], [], []));
        }

        await transaction.CommitAsync(cancellationToken);
        return new SaveResult.Saved(newest + 1);
    }

    private static string OneLine(string reason) => string.Concat(reason.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    private async Task<SaveResult.Conflict> ConflictNowAsync(string id, int edited, CancellationToken cancellationToken)
    {
        var history = await HistoryAsync(id, cancellationToken);
        return new SaveResult.Conflict(history.FirstOrDefault(version => version.Number == edited), history[^1]);
    }

    private async Task<int> NextPositionAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return (await ConfigStore.CurrentAsync(db, RuleFile.FileName, cancellationToken)).Select(version => version.Position).DefaultIfEmpty(-1).Max() + 1;
    }
}
