using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Monitor.IntegrationTests.Worker;

/// <summary>What the command line answers to one who mistypes, on the real executable.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("storis compare", 2, "Did you mean stories?")]
    [InlineData("feed lst", 2, "Did you mean list?")]
    [InlineData("frobnicate", 2, "'monitor' has no verb frobnicate.\n'monitor' takes one of: ")]
    [InlineData("stories", 2, "'monitor stories' takes one of: group, compare")]
    [InlineData("feed dates", 2, "'monitor feed dates --help' shows what it takes.")]
    [InlineData("feed list --bogus", 2, "'monitor feed list --help' shows what it takes.")]
    [InlineData("attributions show abc", 2, "'abc' for command 'show' as a whole number")]
    [InlineData("feed check no-such-file.xml", 1, "no-such-file.xml")]
    [InlineData("config check no-such-folder", 2, "no-such-folder")]
    [InlineData("actors learn", 2, "Did you mean learnt?")]
    public async Task A_mistyped_command_is_told_what_to_do(string arguments, int exitCode, string told)
    {
        var (code, output, errors) = await RunAsync(arguments.Split(' '));

        Assert.Equal(exitCode, code);
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("article extract {big}", "big.html: has more than the")]
    [InlineData("article extract {cut}", "cut.html.gz")]
    [InlineData("article extract --list {pages}", "pages.jsonl: 2 of its pages could not be read")]
    [InlineData("article extract --list {big}", "big.html:1: an object")]
    [InlineData("article extract --list {folder}", "denied")]
    [InlineData("article import {big} --database sqlite:{folder}/monitor.db", "big.html")]
    [InlineData("stories group {cut}", "cut.html.gz:1: not JSON")]
    [InlineData("tags find {folder}", "denied")]
    [InlineData("attributions find {big}", "big.html")]
    [InlineData("feed check {folder}", "")]
    [InlineData("feed check --list {cut}", "cut.html.gz:1")]
    [InlineData("feed dates {folder}", "denied")]
    public async Task A_file_that_a_command_cannot_take_ends_it_with_a_sentence(string arguments, string told)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-unreadable-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "big.html"), new string('<', 10_000_001));
            await File.WriteAllBytesAsync(Path.Combine(folder, "cut.html.gz"), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B]);
            await File.WriteAllTextAsync(Path.Combine(folder, "pages.jsonl"), "{\"file\":\"big.html\"}\n{\"file\":\"missing.html\"}\n");
            string[] names = ["big.html", "cut.html.gz", "pages.jsonl"];
            var given = names.Aggregate(
                arguments.Replace("{folder}", folder, StringComparison.Ordinal),
                (line, name) => line.Replace($"{{{name.Split('.')[0]}}}", Path.Combine(folder, name), StringComparison.Ordinal));

            var (code, _, errors) = await RunAsync(given.Split(' '));

            Assert.Equal(1, code);
            Assert.Contains(told, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
            Assert.NotEmpty(errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_grammar_stands_in_the_help_of_the_rules_and_nowhere_else()
    {
        const string Line = "Operators are written in capitals";

        var (_, all, _) = await RunAsync("--help");
        var (_, rules, _) = await RunAsync("rules", "--help");

        Assert.DoesNotContain(Line, all, StringComparison.Ordinal);
        Assert.Contains(Line, rules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_of_the_config_folder_is_read_without_a_change_of_the_program()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-language-").FullName;
        try
        {
            var dates = Path.Combine(folder, "dates.txt");
            await File.WriteAllTextAsync(dates, "19 uztaila 2021\n");
            var before = await RunInAsync(folder, "feed", "dates", dates);
            var language = Directory.CreateDirectory(Path.Combine(folder, "config", "languages", "eu")).FullName;
            await File.WriteAllTextAsync(
                Path.Combine(language, "dates.yaml"),
                "months: [urtarrila, otsaila, martxoa, apirila, maiatza, ekaina, uztaila, abuztua, iraila, urria, azaroa, abendua]\n");
            var after = await RunInAsync(folder, "feed", "dates", dates);

            Assert.Contains("\"instant\":null", before.Output, StringComparison.Ordinal);
            Assert.Contains("2021-07-19T00:00:00Z", after.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_article_of_the_database_is_explained_by_its_number()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-explain-").FullName;
        try
        {
            var (articles, database) = (Path.Combine(folder, "articles.jsonl"), "sqlite:" + Path.Combine(folder, "monitor.db"));
            await File.WriteAllTextAsync(articles, """{"id":"1","outlet":"Harbour Post","title":"Norway names Russia","text":"Norway accused Russia of hacking its parliament.","language":"en"}""");
            await RunAsync("article", "import", articles, "--database", database);
            await RunAsync("read", "--once", "--database", database);

            var (code, told, _) = await RunAsync("attributions", "explain", "1", "--database", database);
            var (missing, _, errors) = await RunAsync("attributions", "explain", "2", "--database", database);

            Assert.Equal((0, 1), (code, missing));
            Assert.Contains("country:NO > country:RU: hacking its parliament", told, StringComparison.Ordinal);
            Assert.Contains("there is no article 2", errors, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_database_that_another_program_has_locked_is_named_without_a_stack()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-locked-").FullName;
        try
        {
            var (file, settings) = (Path.Combine(folder, "monitor.db"), Path.Combine(folder, "settings.json"));
            await File.WriteAllTextAsync(settings, """{"Storage":{"LockWait":"00:00:01"}}""");
            await RunAsync("db", "migrate", "--database", "sqlite:" + file);
            await using var other = new SqliteConnection($"Data Source={file};Pooling=False");
            await other.OpenAsync();
            await using var held = other.BeginTransaction(deferred: false);

            var (code, _, errors) = await RunAsync("subscriber", "add", "eve", "eve@example.org", "--settings", settings, "--database", "sqlite:" + file);

            Assert.Equal(1, code);
            Assert.Contains("database is locked", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_migration_that_reaches_no_server_says_what_to_do()
    {
        var (code, _, errors) = await RunAsync("db", "migrate", "--database", "postgresql://nobody@127.0.0.1:1/monitor");

        Assert.Equal(1, code);
        Assert.Contains("cannot be used (Connection refused): see that its server runs", errors, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        RunInAsync(Directory.GetCurrentDirectory(), arguments);

    internal static async Task<(int Code, string Output, string Errors)> RunInAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [WorkerProcess.Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
