using System.Globalization;
using System.Text;

namespace Monitor.IntegrationTests.Reading;

/// <summary>
/// The inputs of tests/reading, feeds and servers: what public bug reports against readers describe (reports.jsonl), and ten for each kind
/// (inputs.jsonl). <c>tests/reading/run.sh</c> prints what each of them gives.
/// </summary>
public sealed class ReadingInputsTests(ITestOutputHelper output)
{
    private const double ShareMin = 0.95;

    // Before it stand the kinds about pages.
    private const int FirstKind = 5;

    [Fact]
    public async Task What_bug_reports_describe_is_read_as_it_should_be()
    {
        var lines = InputLine.All("reports.jsonl").Where(line => line.LeftOut is null).ToList();
        var (right, lost) = (0, new List<string>());
        foreach (var line in lines)
        {
            var misses = await MissesAsync(line);
            right += misses.Count == 0 ? 1 : 0;
            if (misses.Count > 0)
            {
                output.WriteLine($"{line.Id} {line.File} ({line.What}): {string.Join(" | ", misses)}");
                lost.AddRange(line.Before == "right" ? [line.Id] : []);
            }
        }

        output.WriteLine($"reports: {right} of {lines.Count} right (recorded as right before the first change: {lines.Count(line => line.Before == "right")})");
        Assert.Empty(lost);
        Assert.True(right >= ShareMin * lines.Count, $"{right} of {lines.Count} right");
    }

    [Fact]
    public async Task The_inputs_of_each_kind_are_read_as_they_should_be()
    {
        var lines = InputLine.All("inputs.jsonl").Where(line => line.Number >= FirstKind).ToList();
        var broken = new List<string>();
        foreach (var kind in lines.GroupBy(line => line.Group))
        {
            var text = new StringBuilder($"kind {kind.Key}:");
            foreach (var half in kind.GroupBy(line => line.IsFrozen))
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

                text.Append(CultureInfo.InvariantCulture, $" {right} of {half.Count()} {(half.Key ? "frozen" : "read")}");
            }

            output.WriteLine(text.ToString());
        }

        Assert.Empty(broken);
    }

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
