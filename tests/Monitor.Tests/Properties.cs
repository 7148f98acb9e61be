using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Monitor.Tests;

/// <summary>
/// Runs random properties. MONITOR_TEST_SEED makes all of them repeatable (tests/run.sh takes the commit, so that a commit is always tried
/// with the same cases, and the next one with others); without it each run has cases of its own. A seed that ever failed stands in
/// Cases/failed-seeds.cases and is tried first, for good.
/// </summary>
internal static class Properties
{
    private static readonly ILookup<string, Replay> Failed = CaseFile.Lines("failed-seeds.cases")
        .Select(line => line.Split("=>"))
        .ToLookup(parts => parts[0].Trim(), parts => Kept(parts[1]));

    /// <summary>What MONITOR_TEST_SEED and the test's name make of it; another number at each run where it is not set.</summary>
    public static int SeedOf(string test) => (int)(Numbers(test).First & int.MaxValue);

    /// <param name="tests">How many random cases.</param>
    public static void Holds(this Property property, int tests = 100, [CallerMemberName] string test = "")
    {
        foreach (var kept in Failed[test])
        {
            property.Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1).WithReplay(FSharpOption<Replay>.Some(kept)));
        }

        var (first, second) = Numbers(test);
        // The generator's second number must be odd.
        var fresh = new Replay(new Rnd(first, second | 1), FSharpOption<int>.None);
        property.Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(FSharpOption<Replay>.Some(fresh)));
    }

    private static (ulong First, ulong Second) Numbers(string test)
    {
        var seed = Environment.GetEnvironmentVariable("MONITOR_TEST_SEED") ?? Guid.NewGuid().ToString();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {test}"));
        return (BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    private static Replay Kept(string numbers)
    {
        var parts = numbers.Split(',').Select(number => ulong.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return new Replay(new Rnd(parts[0], parts[1]), FSharpOption<int>.Some((int)parts[2]));
    }
}
