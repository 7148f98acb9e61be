using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Worker.Cli;
using Monitor.Worker.Cli.Doctor;
using Monitor.Worker.Settings;

namespace Monitor.IntegrationTests.Worker;

/// <summary>Faults planted for real before <c>monitor doctor</c>: each is found, in words that say what to do.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly PlantedFolder _there = new();

    public static TheoryData<string, string> Planted
    {
        get
        {
            var planted = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "planted-faults.cases"))
                .Where(line => line.Length > 0 && line[0] != '#'))
            {
                var arrow = line.IndexOf("=>", StringComparison.Ordinal);
                planted.Add(line[..arrow].Trim(), line[(arrow + 2)..].Trim());
            }

            return planted;
        }
    }

    public void Dispose() => _there.Dispose();

    [Theory, MemberData(nameof(Planted))]
    public async Task A_planted_fault_is_found(string fault, string says)
    {
        await _there.SoundAsync();
        await using var taken = await _there.PlantAsync(fault);

        var findings = fault is "a zone is unknown" or "feeds.opml is no OPML" ? [ConfigLook.At(Path.Combine(_there.Root, "config"))] : await LookAsync(fault);

        var told = findings.Where(finding => finding.Verdict is not DoctorVerdict.Ok).Select(Words).ToList();
        var expected = "^" + Regex.Escape(says).Replace(@"\*", ".*", StringComparison.Ordinal) + "$";
        Assert.Single(told, line => Regex.IsMatch(line, expected, RegexOptions.Singleline) || Fail(line, says));
        // The fault and nothing else: who finds faults where none are is not listened to.
        Assert.Single(told);
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_is_wrong()
    {
        await _there.SoundAsync();

        var findings = await LookAsync("");

        Assert.Empty(findings.Where(finding => finding.Verdict is not DoctorVerdict.Ok).Select(Words));
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_found_and_json_says_so_to_programs()
    {
        await _there.SoundAsync();
        var small = Path.Combine(_there.Root, "small");
        Directory.CreateDirectory(small);
        _there.Settings["Storage"]!["DataFolder"] = small;
        _there.Settings["Storage"]!["Database"] = $"sqlite:{_there.SqliteFile}";
        await _there.WriteSettingsAsync();

        var (code, output) = await InASmallDiskAsync(small, $"exec dotnet '{WorkerProcess.Program}' doctor --json");

        Assert.Equal(1, code);
        var disk = output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)
            .Single(line => line.GetProperty("check").GetString() == "disk");
        Assert.Equal("fault", disk.GetProperty("verdict").GetString());
        Assert.Matches("^only [0-9] MB are left on the disk of .*: free some space", disk.GetProperty("says").GetString());
    }

    /// <summary>A disk of nine megabytes, in a namespace of its own where an ordinary user may mount one.</summary>
    internal static async Task<(int Code, string Output)> RunAsync(System.Diagnostics.ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private Task<(int Code, string Output)> InASmallDiskAsync(string folder, string command) =>
        RunAsync(new System.Diagnostics.ProcessStartInfo("unshare", ["-rm", "sh", "-c", $"mount -t tmpfs -o size=9m,mode=700 tmpfs '{folder}' && {command}"])
        {
            WorkingDirectory = _there.Root,
        });

    private async Task<IReadOnlyList<DoctorFinding>> LookAsync(string fault)
    {
        if (fault is not ("an option is misspelt" or "a value is out of range" or "the settings are no JSON"))
        {
            await _there.WriteSettingsAsync();
        }

        return await Examination.OfAsync(
            () =>
            {
                try
                {
                    return DoctorCommand.Summon(MonitorSettings.Load(Path.Combine(_there.Root, "appsettings.json")), null);
                }
                catch (SettingsException wrong)
                {
                    throw new CommandFailure(wrong.Message);
                }
            },
            fault is "no worker runs",
            withConfig: false,
            CancellationToken.None);
    }

    private static string Words(DoctorFinding finding) =>
        $"{finding.Check}: {(finding.Verdict is DoctorVerdict.Fault ? "FAULT" : "note")}: {finding.Says}";

    private static bool Fail(string line, string says)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"said:     {line}\nexpected: {says}");
        return false;
    }
}
