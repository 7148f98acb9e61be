using Microsoft.Extensions.DependencyInjection;
using Monitor.IntegrationTests.Admin;
using Monitor.IntegrationTests.Search;
using Monitor.Pipeline;

namespace Monitor.IntegrationTests.Articles;

public sealed class ReadClaimsTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    /// <summary>Most runs of a worker find nothing, and some thirty read at once: each asking for itself would be thirty times the statements.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task Where_nothing_is_due_a_run_asks_once(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        using var commands = new ExecutedCommands(host.Contexts);

        Assert.False((await host.App.Services.GetRequiredService<ReadRun>().RunAsync()).DidWork);

        Assert.Single(commands.Seen, one => one.Sql.Contains("\"ReadAttempt\" + 1", StringComparison.Ordinal));
    }
}
