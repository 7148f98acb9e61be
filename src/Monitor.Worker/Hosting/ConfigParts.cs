using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Tagging;

namespace Monitor.Worker.Hosting;

/// <summary>The files of a config folder that the database keeps by items.</summary>
internal static class ConfigParts
{
    /// <summary>The files that the folder may have; cues have one for each language.</summary>
    public static IReadOnlyList<ConfigPart> Of(string folder)
    {
        var cues = Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Where(CurrentDetector.IsCueFile).Order(StringComparer.Ordinal);
        string[] files = [ActorFile.FileName, ActorFile.ImportedFileName, RuleFile.FileName, .. cues];
        return [.. files.Select(file => new ConfigPart(file))];
    }
}
