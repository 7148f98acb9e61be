using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.IntegrationTests.Commands;
using Monitor.Worker.Hosting;

namespace Monitor.IntegrationTests.Worker;

/// <summary>The log with <c>Log:Format: Json</c>, as a program reads it.</summary>
[Collection(CommandRun.Alone)]
public sealed class JsonLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-json-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_line_of_a_worker_is_an_object_and_a_run_is_one_of_them()
    {
        await using var site = await NewsSite.StartAsync(outlets: 1);
        var settings = Path.Combine(_folder, "appsettings.json");
        WorkerProcess.WriteSettings(_folder, $"sqlite:{Path.Combine(_folder, "monitor.db")}");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace("{\"Storage\"", "{\"Log\":{\"Format\":\"Json\"},\"Storage\"", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(_folder, "config"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "config"), "*.yaml"))
        {
            File.Copy(file, Path.Combine(_folder, "config", Path.GetFileName(file)));
        }

        // The second one fails, so that a warning is among the lines.
        await File.WriteAllTextAsync(Path.Combine(_folder, "config", "feeds.opml"),
            $"""<opml version="2.0"><body><outline text="A" xmlUrl="{site.Feeds[0]}"/><outline text="B" xmlUrl="{new Uri(site.Feeds[0], "/none")}"/></body></opml>""");
        using var worker = WorkerProcess.Start(_folder, "run");

        await worker.UntilAsync(() => Task.FromResult(Lines(worker.Errors).Any(line => Category(line) == "RunBell" && Message(line).StartsWith("read", StringComparison.Ordinal))), "an article was read");
        await worker.UntilAsync(() => Task.FromResult(Lines(worker.Errors).Any(line => line.GetProperty("LogLevel").GetString() == "Warning")), "the feed failed");
        // The run that met it ends after that.
        await worker.UntilAsync(() => Task.FromResult(Lines(worker.Errors).Any(IsOfCollect)), "a run collected");

        var lines = Lines(worker.Errors).ToList();
        var collected = Assert.Single(lines, IsOfCollect);
        Assert.Equal("Information", collected.GetProperty("LogLevel").GetString());
        Assert.True(collected.GetProperty("State").TryGetProperty("Report", out _));
        Assert.All(lines, line => Assert.True(DateTimeOffset.TryParse(line.GetProperty("Timestamp").GetString(), out _)));
    }

    private static bool IsOfCollect(JsonElement line) =>
        Message(line).StartsWith("collect", StringComparison.Ordinal) && Message(line).Contains("new", StringComparison.Ordinal);

    [Fact]
    public void An_error_with_its_stack_and_a_message_of_lines_are_one_object_each()
    {
        using var errors = new StringWriter();
        var former = Console.Error;
        Console.SetError(errors);
        try
        {
            var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Log:Format", (string?)"Json")]).Build();
            // Disposing waits until all is written.
            using var services = new ServiceCollection().AddLogging(logging => LogSetup.Apply(logging, settings)).BuildServiceProvider();
            var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Monitor.Test");
            logger.LogError(Thrown(), "It went wrong");
            logger.LogWarning("One line\nand another: {Name}", "\"Harbour\"");
        }
        finally
        {
            Console.SetError(former);
        }

        var lines = Lines(errors.ToString()).ToList();
        Assert.Equal(["It went wrong", "One line\nand another: \"Harbour\""], lines.Select(Message));
        Assert.Contains("the disk is full", lines[0].GetProperty("Exception").GetString(), StringComparison.Ordinal);
        Assert.Equal("\"Harbour\"", lines[1].GetProperty("State").GetProperty("Name").GetString());
    }

    [Fact]
    public void A_strangers_wrong_token_fills_no_log()
    {
        using var services = new ServiceCollection().AddLogging(logging => LogSetup.Apply(logging, new ConfigurationBuilder().Build())).BuildServiceProvider();
        var loggers = services.GetRequiredService<ILoggerFactory>();

        Assert.False(loggers.CreateLogger("Monitor.Worker.Admin.TokenSignIn").IsEnabled(LogLevel.Information));
        Assert.True(loggers.CreateLogger("Monitor.Worker.Admin.Pages.SignInPage").IsEnabled(LogLevel.Information));
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("the disk is full");
        }
        catch (InvalidOperationException fault)
        {
            return fault;
        }
    }

    /// <exception cref="JsonException">A line is no object.</exception>
    private static IEnumerable<JsonElement> Lines(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonDocument.Parse(line).RootElement);

    private static string Message(JsonElement line) => line.GetProperty("Message").GetString()!;

    private static string Category(JsonElement line) => line.GetProperty("Category").GetString()!.Split('.')[^1];
}
