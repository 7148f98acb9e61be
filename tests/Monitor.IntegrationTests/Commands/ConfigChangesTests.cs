using Microsoft.Data.Sqlite;

namespace Monitor.IntegrationTests.Commands;

/// <summary><c>config diff</c> and <c>config apply</c> over changes of each kind, and the way out and in again.</summary>
[Collection(CommandRun.Alone)]
public sealed class ConfigChangesTests : IDisposable
{
    private static readonly (string File, string Text)[] Folder =
    [
        ("topics.yaml", """
            topics:
              # a remark
              - id: cyber
                name: Cyber
                when: hack*
              - id: budget
                name: Budget
                when: budget
            """),
        ("actors.yaml", """
            actors:
              - id: country:NO
                name: Norway
                demonyms: [Norwegian]
            """),
        ("subscribers.yaml", """
            subscribers:
              - id: desk
                address: desk@example.org
                digests: ["07:00"]
                alerts:
                  - name: "States: all"
                    accused: [country:NO]
            """),
        ("feeds.opml", """
            <opml version="2.0" xmlns:m="urn:monitor:opml"><body><outline text="Coast" xmlUrl="http://coast.example/feed"/></body></opml>
            """),
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("monitor-config-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Each_kind_of_change_is_named_field_by_field_and_diff_and_apply_count_alike()
    {
        var (config, database) = await AppliedAsync();
        var faults = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "config-changes.cases"))
            .Where(line => line.Length > 0 && line[0] != '#'))
        {
            var (change, said) = Cut(line, "=>");
            var (place, edit) = Cut(change, ": ");
            var (old, @new) = Cut(edit, "~>");
            var folder = Path.Combine(_root, Guid.NewGuid().ToString("N"));
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(config))
            {
                var text = await File.ReadAllTextAsync(file);
                Assert.True(Path.GetFileName(file) != place || text.Contains(old, StringComparison.Ordinal), $"{place} has no {old}");
                await File.WriteAllTextAsync(
                    Path.Combine(folder, Path.GetFileName(file)),
                    Path.GetFileName(file) == place ? text.Replace(old, @new, StringComparison.Ordinal) : text);
            }

            var copy = $"{folder}.db";
            File.Copy(database, copy);
            var (_, diff, _) = await CommandRun.RunAsync($"config diff {folder} --database sqlite:{copy}");
            var (_, applied, errors) = await CommandRun.RunAsync($"config apply {folder} --database sqlite:{copy}");

            var lines = diff.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (string.Join(" | ", lines) != said || !applied.EndsWith($"applied: {lines[^1]}\n", StringComparison.Ordinal))
            {
                faults.Add($"{change}\n  printed  {string.Join(" | ", lines)}\n  expected {said}\n  applied  {applied}{errors}");
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task What_is_exported_is_the_whole_and_applies_without_a_difference()
    {
        var (_, database) = await AppliedAsync();
        var target = Path.Combine(_root, "exported");

        var (code, told, errors) = await CommandRun.RunAsync($"config export {target} --database sqlite:{database}");
        var (_, diff, _) = await CommandRun.RunAsync($"config diff {target} --database sqlite:{database}");

        Assert.Equal((0, "no differences\n"), (code, diff));
        Assert.Equal(
            ["actors.yaml", "feeds.opml", "subscribers.yaml", "topics.yaml", "versions.yaml"],
            Directory.EnumerateFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("subscribers.yaml", told, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_verb_that_reads_makes_no_database_and_changes_no_tables()
    {
        var file = Path.Combine(_root, "none.db");
        var (code, output, errors) = await CommandRun.RunAsync($"feed list --database sqlite:{file}");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("'monitor db migrate' or the first start makes it", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        await CommandRun.RunAsync($"db migrate --database sqlite:{file}");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var forget = connection.CreateCommand();
            forget.CommandText = """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")""";
            Assert.Equal(1, await forget.ExecuteNonQueryAsync());
        }

        foreach (var verb in new[] { "feed list", "subscriber add ana ana@example.org" })
        {
            var (refused, _, told) = await CommandRun.RunAsync($"{verb} --database sqlite:{file}");

            Assert.Equal(1, refused);
            Assert.Contains("run 'monitor db migrate'", told, StringComparison.Ordinal);
        }
    }

    private static (string Before, string After) Cut(string text, string sign)
    {
        var at = text.IndexOf(sign, StringComparison.Ordinal);
        return (text[..at].Trim(), text[(at + sign.Length)..].Trim());
    }

    private async Task<(string Config, string Database)> AppliedAsync()
    {
        var (config, database) = (Path.Combine(_root, "config"), Path.Combine(_root, "applied.db"));
        Directory.CreateDirectory(config);
        foreach (var (file, text) in Folder)
        {
            await File.WriteAllTextAsync(Path.Combine(config, file), text);
        }

        var (code, _, errors) = await CommandRun.RunAsync($"config apply {config} --database sqlite:{database}");
        Assert.True(code == 0, errors);
        SqliteConnection.ClearAllPools();
        return (config, database);
    }
}
