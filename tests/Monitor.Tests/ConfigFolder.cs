namespace Monitor.Tests;

/// <summary>The config folder that the executable brings along.</summary>
internal static class ConfigFolder
{
    public static string Bundled { get; } = Path.Combine(StructureTests.FindRoot(), "config");
}
