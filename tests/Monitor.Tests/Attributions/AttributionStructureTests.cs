using System.Text.RegularExpressions;

namespace Monitor.Tests.Attributions;

/// <summary>Holds the order of the rooms in Attributions, and that no two of its files need each other.</summary>
public sealed partial class AttributionStructureTests
{
    private static readonly string[] Rooms = ["Learnt", "Cues", "Sentences", "Parties", "Offices", "Roles", "Scenes", "Statements", "Weighed", "Incidents"];

    private static readonly string Slice = Path.Combine(StructureTests.FindRoot(), "src", "Monitor.Core", "Attributions");

    public static TheoryData<string> AllRooms => [.. Rooms];

    [Theory, MemberData(nameof(AllRooms))]
    public void A_room_names_only_rooms_before_it(string room)
    {
        var later = Rooms[(Array.IndexOf(Rooms, room) + 1)..];
        var wrong = Directory.EnumerateFiles(Path.Combine(Slice, room), "*.cs")
            .Where(file => later.Any(other => File.ReadAllText(file).Contains($"using Monitor.Attributions.{other};", StringComparison.Ordinal)))
            .Select(Path.GetFileName);

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_two_files_of_the_slice_need_each_other()
    {
        // The parts of one class count as one file.
        var texts = Directory.EnumerateFiles(Slice, "*.cs", SearchOption.AllDirectories)
            .GroupBy(file => Path.GetFileName(file).Split('.')[0])
            .ToDictionary(files => files.Key, files => string.Concat(files.Select(file => Comments().Replace(File.ReadAllText(file), ""))));
        var needs = texts.ToDictionary(
            text => text.Key,
            text => texts.Keys.Where(name => name != text.Key && Regex.IsMatch(Declarations(text.Value), $@"\b{name}\b")).ToArray());

        Assert.DoesNotContain(needs.Keys, name => Reaches(needs, name, name, []));
    }

    /// <summary>The text without its namespace lines, in which a room's name may be that of a type.</summary>
    private static string Declarations(string text) => Namespaces().Replace(text, "");

    private static bool Reaches(Dictionary<string, string[]> needs, string from, string wanted, HashSet<string> seen) =>
        needs[from].Any(next => next == wanted || (seen.Add(next) && Reaches(needs, next, wanted, seen)));

    [GeneratedRegex(@"//[^\n]*|""(\\.|[^""\\])*""")]
    private static partial Regex Comments();

    [GeneratedRegex(@"(?m)^(using|namespace) [^\n]*$|\.Cues\b|\.Text\b")]
    private static partial Regex Namespaces();
}
