using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;
using Monitor.Text;
using Monitor.Worker.Hosting;

namespace Monitor.IntegrationTests.Tagging;

public sealed class ConfigStoreTests : IDisposable
{
    private const string Actors = "actors:\n  - { id: country:NO, name: Norway }\n";
    private const string Topics = "topics:\n  - { id: metal, name: Metal, when: cobalt }\n  - { id: wood, name: Wood, when: oak }\n";

    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly ConfigPart[] Parts = [new(ActorFile.FileName), new(RuleFile.FileName)];

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-config-").FullName;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_change_makes_a_version_and_undoing_makes_another(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        await ApplyAsync(db, Topics);
        await ApplyAsync(db, Topics.Replace("cobalt", "copper", StringComparison.Ordinal));

        var undoing = await ConfigStore.UndoingAsync(db, RuleFile.FileName, "topics/metal", CancellationToken.None);
        await ConfigStore.WriteAsync(db, [undoing!], "ann", "too wide", Noon, isFromFolder: false, CancellationToken.None);
        var history = await ConfigStore.HistoryAsync(db, RuleFile.FileName, "topics/metal", CancellationToken.None);

        Assert.Equal([1, 2, 3], history.Select(version => version.Number));
        Assert.Equal(history[0].Body, history[2].Body);
        Assert.Equal(("ann", "too wide", Noon), (history[2].Author, history[2].Reason, history[2].At));
        Assert.Single(await ConfigStore.HistoryAsync(db, RuleFile.FileName, "topics/wood", CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_two_who_write_at_once_the_one_that_commits_last_has_the_newest_number(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var first = database.Contexts.CreateDbContext();
        await using var transaction = await first.Database.BeginTransactionAsync();
        await ConfigStore.WriteAsync(first, [Adding("metal")], "ann", "first", Noon, isFromFolder: false, CancellationToken.None);
        var second = Task.Run(async () =>
        {
            await using var db = database.Contexts.CreateDbContext();
            await ConfigStore.WriteAsync(db, [Adding("wood")], "ben", "second", Noon, isFromFolder: false, CancellationToken.None);
        });
        await Task.WhenAny(second, Task.Delay(TimeSpan.FromSeconds(1)));

        await using var reader = database.Contexts.CreateDbContext();
        var before = await ConfigStore.StampAsync(reader, CancellationToken.None);
        await transaction.CommitAsync();
        await second;

        // Else workers that read the book in between would never see what was committed last.
        Assert.True(await ConfigStore.StampAsync(reader, CancellationToken.None) > before);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_somebody_changed_after_the_difference_was_taken_is_not_overwritten(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        await ApplyAsync(db, Topics);
        File.WriteAllText(Path.Combine(_folder, RuleFile.FileName), Topics.Replace("cobalt", "copper", StringComparison.Ordinal));
        var planned = await DifferencesAsync(db);
        var undoing = await ConfigStore.UndoingAsync(db, RuleFile.FileName, "topics/metal", CancellationToken.None);
        await ConfigStore.WriteAsync(db, [undoing!], "ann", "meanwhile", Noon, isFromFolder: false, CancellationToken.None);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            ConfigStore.WriteAsync(db, planned, "config", "applied", Noon, isFromFolder: true, CancellationToken.None));
        Assert.Equal(2, (await ConfigStore.HistoryAsync(db, RuleFile.FileName, "topics/metal", CancellationToken.None)).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cues_are_kept_by_versions_and_the_detector_follows_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        var bundled = Path.Combine(AppContext.BaseDirectory, "config");
        await ConfigStore.WriteAsync(
            db, await ConfigStore.DifferencesAsync(db, bundled, ConfigParts.Of(bundled), CancellationToken.None), "config", "applied", Noon, isFromFolder: true,
            CancellationToken.None);
        using var taggers = new CurrentTagger(() => Tagger.Load(_folder));
        using var detectors = new CurrentDetector(_folder, TimeProvider.System);

        Assert.Single(await StatementsAsync());
        var accusations = (await ConfigStore.CurrentAsync(db, "cues.yaml", CancellationToken.None))
            .Where(version => version.Item.StartsWith("cues/", StringComparison.Ordinal)).Skip(1);
        await ConfigStore.WriteAsync(
            db, [.. accusations.Select(
                version => new ConfigChange(version.File, version.Item, ConfigChangeKind.Removed, version.Body, null, false, version.Position))],
            "ann", "only one cue", Noon, isFromFolder: false, CancellationToken.None);
        Assert.Empty(await StatementsAsync());

        await ConfigStore.ExportAsync(db, _folder, [new ConfigPart("cues.de.yaml")], CancellationToken.None);
        Assert.Equal(
            ConfigItems.Split("cues.de.yaml", await File.ReadAllTextAsync(Path.Combine(bundled, "cues.de.yaml"))),
            ConfigItems.Split("cues.de.yaml", await File.ReadAllTextAsync(Path.Combine(_folder, "cues.de.yaml"))));

        async Task<IReadOnlyList<Statement>> StatementsAsync()
        {
            var tagger = await taggers.GetAsync(db, CancellationToken.None);
            var detector = await detectors.GetAsync(db, tagger, CancellationToken.None);
            Assert.Same(detector, await detectors.GetAsync(db, tagger, CancellationToken.None));
            var text = TokenizedText.Of("Norway condemned Russia for the hacking of its parliament.");
            return detector.Detect(text, tagger.Tag(text), speaksFor: null, published: null, "en");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_tagger_follows_a_change_and_names_the_version(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        using var current = new CurrentTagger(() => Tagger.Load(_folder));
        await ApplyAsync(db, Topics);
        var first = await current.GetAsync(db, CancellationToken.None);

        Assert.Same(first, await current.GetAsync(db, CancellationToken.None));
        await ApplyAsync(db, Topics.Replace("cobalt", "copper", StringComparison.Ordinal));
        var second = await current.GetAsync(db, CancellationToken.None);

        Assert.Equal(1, Assert.Single(first.Tag(TokenizedText.Of("cobalt")).Topics).RuleVersion);
        Assert.Equal(2, Assert.Single(second.Tag(TokenizedText.Of("copper")).Topics).RuleVersion);
        Assert.Empty(second.Tag(TokenizedText.Of("cobalt")).Topics);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_empty_database_takes_the_folder_over_and_a_later_start_tells_what_differs(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        await File.WriteAllTextAsync(Path.Combine(_folder, ActorFile.FileName), Actors);
        await File.WriteAllTextAsync(Path.Combine(_folder, RuleFile.FileName), Topics);

        Assert.Empty(await ConfigStore.TakeOverAsync(db, _folder, Parts, Noon, CancellationToken.None));
        Assert.Empty(await ConfigStore.TakeOverAsync(db, _folder, Parts, Noon, CancellationToken.None));
        var taken = Assert.Single(await ConfigStore.HistoryAsync(db, RuleFile.FileName, "topics/metal", CancellationToken.None));
        await File.WriteAllTextAsync(Path.Combine(_folder, RuleFile.FileName), Topics.Replace("cobalt", "copper", StringComparison.Ordinal));
        var others = await ConfigStore.TakeOverAsync(db, _folder, Parts, Noon, CancellationToken.None);

        Assert.Equal(("start", true), (taken.Author, taken.IsFromFolder));
        Assert.Equal([RuleFile.FileName], others);
        Assert.Single(await ConfigStore.HistoryAsync(db, RuleFile.FileName, "topics/metal", CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_an_admin_changed_is_newer_until_it_is_exported(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        await ApplyAsync(db, Topics);
        var before = (await ConfigStore.HistoryAsync(db, RuleFile.FileName, "topics/wood", CancellationToken.None))[^1].Body;
        await ConfigStore.WriteAsync(
            db, [new ConfigChange(RuleFile.FileName, "topics/wood", ConfigChangeKind.Changed, before, "{ id: wood, name: Wood, when: beech }", false, 1)],
            "ann", "oak is out", Noon, isFromFolder: false, CancellationToken.None);

        Assert.True(Assert.Single(await DifferencesAsync(db)).IsNewerInside);

        await ConfigStore.ExportAsync(db, _folder, Parts, CancellationToken.None);
        Assert.Empty(await DifferencesAsync(db));

        await File.WriteAllTextAsync(Path.Combine(_folder, RuleFile.FileName), Topics);
        Assert.False(Assert.Single(await DifferencesAsync(db)).IsNewerInside);
    }

    [Fact]
    public async Task An_item_that_left_the_files_is_removed_and_can_come_back()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = database.Contexts.CreateDbContext();
        await ApplyAsync(db, Topics);
        await ApplyAsync(db, "topics:\n  - { id: metal, name: Metal, when: cobalt }\n");

        Assert.Equal(["topics/metal"], (await ConfigStore.CurrentAsync(db, RuleFile.FileName, CancellationToken.None)).Select(version => version.Item));

        await ApplyAsync(db, Topics);
        Assert.Equal(3, (await ConfigStore.HistoryAsync(db, RuleFile.FileName, "topics/wood", CancellationToken.None)).Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task ApplyAsync(MonitorDbContext db, string topics)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ActorFile.FileName), Actors);
        await File.WriteAllTextAsync(Path.Combine(_folder, RuleFile.FileName), topics);
        await ConfigStore.WriteAsync(db, await DifferencesAsync(db), "config", "applied", Noon, isFromFolder: true, CancellationToken.None);
    }

    private static ConfigChange Adding(string rule) =>
        new(RuleFile.FileName, RuleFile.ItemOf(rule), ConfigChangeKind.Added, null, $"id: {rule}\nname: {rule}\nwhen: {rule}", false, 0);

    private Task<List<ConfigChange>> DifferencesAsync(MonitorDbContext db) => ConfigStore.DifferencesAsync(db, _folder, Parts, CancellationToken.None);
}
