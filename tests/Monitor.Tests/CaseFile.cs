namespace Monitor.Tests;

/// <summary>
/// A table of cases under Cases/: one case a line, "text => expectation", "#" begins a comment line. "\n" in a text is a line end.
/// </summary>
internal static class CaseFile
{
    public static TheoryData<string, string> Read(string name)
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in Lines(name))
        {
            var arrow = line.LastIndexOf("=>", StringComparison.Ordinal);
            if (arrow < 0)
            {
                throw new InvalidDataException($"{name}: no \"=>\" in: {line}");
            }

            cases.Add(line[..arrow].Trim().Replace("\\n", "\n", StringComparison.Ordinal), line[(arrow + 2)..].Trim());
        }

        return cases;
    }

    public static IEnumerable<string> Lines(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", name))
            .Where(line => line.Length > 0 && !line.StartsWith('#') && !string.IsNullOrWhiteSpace(line));
}
