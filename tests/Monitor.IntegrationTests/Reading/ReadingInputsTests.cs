using System.Globalization;

namespace Monitor.IntegrationTests.Reading;

/// <summary>
/// The inputs of tests/reading: what public bug reports against readers describe (reports.jsonl), and ten for each kind (inputs.jsonl).
/// <c>tests/reading/run.sh</c> prints what each of them gives.
/// </summary>
public sealed class ReadingInputsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_bug_reports_describe_is_read_as_it_should_be()
    {
        var lines = InputLine.All("reports.jsonl");
        var right = new HashSet<string>();
        foreach (var line in lines)
        {
            var misses = await MissesAsync(line);
            if (misses.Count == 0)
            {
                right.Add(line.Id);
            }
            else if (line.LeftOut is null)
            {
                output.WriteLine($"{line.Id} {line.File} ({line.What}), {line.Before} before: {string.Join(" | ", misses)}");
            }
        }

        var plain = lines.Where(line => line.Before != "arguable").ToList();
        foreach (var kind in plain.GroupBy(line => line.Group))
        {
            Print(kind.Key, [.. kind], right);
        }

        Print("all", plain, right);
        Print("arguable", [.. lines.Where(line => line.Before == "arguable")], right);
        foreach (var left in lines.Where(line => line.LeftOut is not null && !right.Contains(line.Id)))
        {
            output.WriteLine($"arguable and left: {left.File}: {left.LeftOut}");
        }

        Assert.Empty(lines.Where(line => line.LeftOut is null && !right.Contains(line.Id)).Select(line => line.Id));
    }

    [Fact]
    public async Task The_inputs_of_each_kind_are_read_as_they_should_be()
    {
        var broken = new List<string>();
        foreach (var half in InputLine.All("inputs.jsonl").GroupBy(line => (line.Number, line.IsFrozen)).OrderBy(half => half.Key))
        {
            var right = 0;
            foreach (var line in half)
            {
                var misses = await MissesAsync(line);
                right += misses.Count == 0 ? 1 : 0;
                if (misses.Count > 0 && !line.IsFrozen)
                {
                    output.WriteLine($"{line.Id} ({line.What}): {string.Join(" | ", misses)}");
                    broken.Add(line.Id);
                }
            }

            output.WriteLine($"kind {half.Key.Number,2} {(half.Key.IsFrozen ? "frozen" : "read  ")} {right} of {half.Count()}");
        }

        Assert.Empty(broken);
    }

    private void Print(string name, List<InputLine> lines, HashSet<string> right) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-36} {lines.Count,4} lines: right before {lines.Count(line => line.Before == "right"),4}, now {lines.Count(line => right.Contains(line.Id)),4}"));

    private static async Task<IReadOnlyList<string>> MissesAsync(InputLine line)
    {
        try
        {
            var outcome = await InputOutcome.OfAsync(line);
            return [.. line.Checks.Select(check => check.Miss(outcome)).OfType<string>()];
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // One that breaks is one that is not right, and the others are looked at all the same.
            return [$"{broken.GetType().Name}: {broken.Message.Split('\n')[0]}"];
        }
    }
}
