using System.Diagnostics;

namespace Monitor.IntegrationTests.Commands;

/// <summary>What the program says to who types nothing, options alone, or a secret; and what its completion offers.</summary>
[Collection(CommandRun.Alone)]
public sealed class CommandLineRulesTests
{
    [Fact]
    public async Task Alone_it_prints_its_verbs_and_starts_nothing()
    {
        var (code, output, errors) = await CommandRun.RunAsync("");

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("stories", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_without_a_verb_are_told_how_the_worker_is_started_from_now_on()
    {
        var (code, _, errors) = await CommandRun.RunAsync("--bogus");

        Assert.Equal(2, code);
        Assert.Contains("write 'monitor run' and the options", errors, StringComparison.Ordinal);
        Assert.Contains("'monitor run --help'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_in_an_address_is_not_said_again()
    {
        var (code, output, errors) = await CommandRun.RunAsync("feed check http://reader:hushhush@127.0.0.1:9/feed");

        Assert.Equal(1, code);
        Assert.DoesNotContain("hushhush", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("monitor fe", "feed")]
    [InlineData("monitor feed pa", "pause")]
    [InlineData("monitor feed set 3 --ev", "--every")]
    [InlineData("monitor stories li", "list")]
    public async Task A_shell_completes_verbs_and_options(string typed, string completed)
    {
        var (_, script, _) = await CommandRun.RunAsync("completion bash");
        var words = typed.Split(' ');
        var asked = $"{script}\nCOMP_WORDS=({typed}); COMP_CWORD={words.Length - 1}; _monitor; echo \"${{COMPREPLY[*]}}\"";

        Assert.Equal(completed, (await ShellAsync("bash", asked)).Trim());
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_other_shells_read_their_scripts(string shell)
    {
        Assert.SkipUnless(File.Exists($"/usr/bin/{shell}"), $"no {shell} here");
        var (_, script, _) = await CommandRun.RunAsync($"completion {shell}");

        Assert.Equal("", await ShellAsync(shell, script, "-n"));
    }

    private static async Task<string> ShellAsync(string shell, string script, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo(shell, options)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return await output + await errors;
    }
}
