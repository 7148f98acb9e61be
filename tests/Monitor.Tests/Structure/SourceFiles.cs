namespace Monitor.Tests.Structure;

/// <summary>The checkout's own sources, by full path.</summary>
internal static class SourceFiles
{
    private static readonly string Root = StructureTests.FindRoot();

    /// <summary>The C# and Razor files below a folder of the checkout; a folder that is not there has none.</summary>
    public static IEnumerable<string> In(string folder)
    {
        var full = Path.Combine(Root, folder);
        return Directory.Exists(full)
            ? Directory.EnumerateFiles(full, "*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !HasPart(file, "obj") && !HasPart(file, "bin"))
                .Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>The same without migrations and compiled models, which a tool writes.</summary>
    public static IEnumerable<string> Written(string folder) => In(folder).Where(file => !HasPart(file, "Migrations") && !HasPart(file, "CompiledModels"));

    /// <summary>"src/Monitor.Core/Text/Token.cs".</summary>
    public static string NameOf(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool HasPart(string file, string part) =>
        file.Contains($"{Path.DirectorySeparatorChar}{part}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
