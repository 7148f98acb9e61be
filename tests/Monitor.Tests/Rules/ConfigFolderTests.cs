using Monitor.Worker.Cli.Config;

namespace Monitor.Tests.Rules;

public sealed class ConfigFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-folder-").FullName;

    [Fact]
    public void Faults_of_cues_and_of_subscribers_are_found_with_their_places()
    {
        Write("actors.yaml", "actors:\n  - { id: country:NO, name: Norway }\n");
        Write("cues.yaml", "language: en\nwordz: {}\n");
        Assert.Contains("cues.yaml:1:1", Assert.Single(ConfigFaults.Of(_folder)), StringComparison.Ordinal);

        File.Delete(Path.Combine(_folder, "cues.yaml"));
        Write("subscribers.yaml", "subscribers:\n  - id: desk\n    address: desk@example.org\n    interests: { actors: [country:NO, country:XX] }\n");
        Assert.Contains("country:XX", Assert.Single(ConfigFaults.Of(_folder)), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
