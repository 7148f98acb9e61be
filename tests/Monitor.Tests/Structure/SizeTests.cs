namespace Monitor.Tests.Structure;

/// <summary>How large a thing may grow before a reader loses it.</summary>
public sealed class SizeTests
{
    private const int LineMax = 160;
    private const int MethodMax = 70;
    private const int FileMax = 350;
    private const int FolderMax = 25;

    /// <summary>Their own issues rebuild them.</summary>
    private static readonly string[] Rebuilt = ["src/Monitor.Core/Attributions", "src/Monitor.Core/Articles/Extraction"];

    public static TheoryData<string> Trees => ["src", "tests"];

    /// <summary>Of the sources: inputs of tests stand in them as they are met.</summary>
    [Fact]
    public void A_line_is_short() => Laws.Hold(
        from file in SourceFiles.Written("src")
        from line in File.ReadLines(file).Select((text, index) => (text.Length, Number: index + 1))
        where line.Length > LineMax && !IsRebuilt(file)
        select $"{SourceFiles.NameOf(file)}:{line.Number}: {line.Length} characters");

    [Theory, MemberData(nameof(Trees))]
    public void A_method_is_short(string tree) => Laws.Hold(
        from file in SourceFiles.Written(tree)
        where Path.GetExtension(file) == ".cs"
        from method in SourceMembers.In(File.ReadAllLines(file))
        where method.Lines > MethodMax
        select $"{SourceFiles.NameOf(file)}:{method.Line}: {method.Lines} lines");

    [Theory, MemberData(nameof(Trees))]
    public void A_file_is_short(string tree) => Laws.Hold(
        from file in SourceFiles.Written(tree)
        let lines = File.ReadLines(file).Count()
        where lines > FileMax
        select $"{SourceFiles.NameOf(file)}: {lines} lines");

    [Theory, MemberData(nameof(Trees))]
    public void A_folder_holds_few_files(string tree) => Laws.Hold(
        from folder in SourceFiles.Written(tree).GroupBy(file => Path.GetDirectoryName(file)!)
        where folder.Count() > FolderMax && !IsRebuilt(folder.First())
        select $"{SourceFiles.NameOf(folder.Key)}: {folder.Count()} files");

    private static bool IsRebuilt(string file) => Rebuilt.Any(folder => SourceFiles.NameOf(file).StartsWith(folder + "/", StringComparison.Ordinal));
}
