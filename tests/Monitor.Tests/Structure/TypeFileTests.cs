namespace Monitor.Tests.Structure;

/// <summary>A type is found by its file's name.</summary>
public sealed class TypeFileTests
{
    /// <summary>A sibling of so many lines may stand beside the type that uses it.</summary>
    private const int SiblingLinesMax = 3;

    /// <summary>Files that hold more on purpose, each with its reason.</summary>
    private static readonly Dictionary<string, string> Several = new()
    {
        ["src/Monitor.Core/Rules/RuleNodes.cs"] = "the shapes of one expression, a few lines each, which are read together",
        ["src/Monitor.Worker/Jobs/RunJobs.cs"] = "one doorbell a run, all alike",
        ["src/Monitor.Core/Storage/DesignTimeContexts.cs"] = "one way in for each provider, for the tool that makes migrations",
    };

    /// <summary>Their own issues rebuild them.</summary>
    private static readonly string[] Rebuilt = ["src/Monitor.Core/Attributions/", "src/Monitor.Core/Articles/Extraction/"];

    [Fact]
    public void A_file_holds_one_type_and_is_named_for_it() => Laws.Hold(
        from file in SourceFiles.Written("src")
        let name = SourceFiles.NameOf(file)
        where name.EndsWith(".cs", StringComparison.Ordinal) && !Several.ContainsKey(name)
        where !Rebuilt.Any(folder => name.StartsWith(folder, StringComparison.Ordinal))
        let types = SourceMembers.TypesIn(File.ReadAllLines(file)).ToList()
        // "RuleParser.Faults.cs" holds a part of RuleParser.
        let wanted = Path.GetFileName(file).Split('.')[0]
        let others = types.Where(type => type.Name != wanted && type.Lines > SiblingLinesMax && !IsMapping(type.Name)).ToList()
        where others.Count > 0 || types.Exists(type => !IsMapping(type.Name)) && !types.Exists(type => type.Name == wanted)
        select $"{name}: {string.Join(", ", types.Select(type => type.Name))}");

    [Fact]
    public void What_is_excepted_is_there() =>
        Assert.All(Several.Keys, name => Assert.True(File.Exists(Path.Combine(StructureTests.FindRoot(), name)), name));

    /// <summary>How the entities of a slice are stored stands together.</summary>
    private static bool IsMapping(string type) => type.EndsWith("Mapping", StringComparison.Ordinal);
}
