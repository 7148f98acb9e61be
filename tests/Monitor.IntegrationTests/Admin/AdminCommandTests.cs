using System.Diagnostics;
using Monitor.Accounts;
using Monitor.Audit;
using Monitor.IntegrationTests.Worker;

namespace Monitor.IntegrationTests.Admin;

/// <summary><c>monitor admin …</c> as a process, the password coming through a pipe.</summary>
public sealed class AdminCommandTests
{
    [Fact]
    public async Task Accounts_are_made_changed_and_removed_from_the_command_line()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        Assert.Equal((1, "the password has 5 characters: at least 12 are needed; four or five words make a good one"),
            await RunAsync(database, "short", "create", "ana"));
        Assert.Equal((0, "account ana is made, an admin"), await RunAsync(database, "harbour lanterns at noon", "create", "Ana"));
        Assert.StartsWith(
            "there is an account \"ana\" already", (await RunAsync(database, "harbour lanterns at noon", "create", "ana")).Output, StringComparison.Ordinal);
        var generated = await RunAsync(database, "", "password", "ana", "--generate");
        var password = generated.Output.Split('\n')[0].Split(": ")[1];
        using (var signIn = new SignIn(database.Contexts, TimeProvider.System))
        {
            Assert.NotNull(await signIn.TryAsync("ana", password, CancellationToken.None));
            Assert.Null(await signIn.TryAsync("ana", "harbour lanterns at noon", CancellationToken.None));
        }

        var token = (await RunAsync(database, "", "token", "create", "ana", "nightly", "--scope", "write", "--days", "30")).Output;
        Assert.Equal((0, "ana is an analyst from now on; no admin is left: 'monitor admin create NAME' makes one"),
            await RunAsync(database, "", "role", "ana", "analyst"));
        await using (var db = database.Contexts.CreateDbContext())
        {
            var known = await db.TokenAsync(token, DateTimeOffset.UtcNow, CancellationToken.None);
            Assert.Equal(("ana", "nightly", AccountRole.Analyst), (known?.Account?.Name, known?.Name, known?.Role));
            Assert.Null(await db.TokenAsync(token, DateTimeOffset.UtcNow.AddDays(31), CancellationToken.None));
            Assert.DoesNotContain(token, db.Set<AccountToken>().Select(one => one.Hash));
        }

        var tokens = (await RunAsync(database, "", "token", "list", "--json")).Output;
        Assert.Contains("\"name\":\"nightly\",\"scope\":\"write\"", tokens, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", tokens, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((0, "ana's token nightly is refused from now on"), await RunAsync(database, "", "token", "revoke", "ana", "nightly"));

        var list = (await RunAsync(database, "", "list", "--json")).Output;
        Assert.Contains("\"name\":\"ana\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", list, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((0, "ana is removed, and its sessions are ended"), await RunAsync(database, "", "remove", "ana"));
        Assert.Equal(1, (await RunAsync(database, "", "unlock", "ana")).ExitCode);

        await using var trail = database.Contexts.CreateDbContext();
        Assert.Equal(
            ["AccountMade", "PasswordChanged", "TokenMade", "RoleChanged", "TokenRevoked", "AccountRemoved"],
            trail.Set<AuditEntry>().OrderBy(entry => entry.Id).AsEnumerable().Select(entry => entry.Deed.ToString()));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(TestDatabase database, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [WorkerProcess.Program, "admin", .. arguments, "--database", database.Url])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Trim());
    }
}
