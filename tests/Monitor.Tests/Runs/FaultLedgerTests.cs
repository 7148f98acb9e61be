using FsCheck.Fluent;
using Monitor.Runs;
using Monitor.Storage.Machine;

namespace Monitor.Tests.Runs;

public sealed class FaultLedgerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases => CaseFile.Read("fault-lines.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_fault_is_told_when_it_begins_when_it_ends_and_seldom_between(string events, string lines)
    {
        var ledger = new FaultLedger();
        var told = new List<string>();
        foreach (var said in events.Split(", "))
        {
            var words = said.Split(' ');
            var at = TimeSpan.ParseExact(words[0], @"m\:ss", null);
            var run = words[1];
            var fault = words.Length > 3 ? FaultOf(words[3]) : null;
            var ended = words[2] == "x" ? [] : ledger.CameThrough(run, Noon + at, fault);
            var failed = fault is null ? null : ledger.Failed(run, fault, Noon + at);
            told.AddRange(ended.Append(failed).OfType<FaultLine>().Select(line => $"{words[0]} {Words(line)}"));
        }

        Assert.Equal(lines, string.Join(", ", told));
    }

    [Fact]
    public void What_stands_is_known_until_it_ends()
    {
        var ledger = new FaultLedger();
        ledger.Failed("read", FaultOf("db"), Noon);

        Assert.Equal([(FaultOf("db"), "read", Noon)], ledger.Standing);
        ledger.CameThrough("read", Noon.AddSeconds(9));
        Assert.Empty(ledger.Standing);
    }

    [Fact]
    public void Between_the_first_line_and_the_last_there_is_never_more_than_one_a_minute() => Prop.ForAll(
        (byte[] steps) =>
        {
            var ledger = new FaultLedger();
            var now = Noon;
            var last = DateTimeOffset.MinValue;
            var isCalm = true;
            foreach (var step in steps)
            {
                now += TimeSpan.FromSeconds(step % 40);
                var run = RunNames.Five[step % 5];
                if (step < 200)
                {
                    if (ledger.Failed(run, FaultOf("db"), now) is not null)
                    {
                        isCalm &= now - last >= TimeSpan.FromMinutes(1);
                        last = now;
                    }
                }
                else
                {
                    ledger.CameThrough(run, now);
                }
            }

            return isCalm;
        }).Holds();

    private static MachineFault FaultOf(string word) => word switch
    {
        "db" => new MachineFault(MachineFaultKind.DatabaseGone, "refused"),
        "held" => new MachineFault(MachineFaultKind.DatabaseHeld, "locked"),
        "disk" => new MachineFault(MachineFaultKind.DiskFull, "full"),
        "mail" => new MachineFault(MachineFaultKind.Mail, "refused"),
        _ => new MachineFault(MachineFaultKind.Program, "NullReferenceException"),
    };

    private static string Words(FaultLine line) => line.Stage switch
    {
        FaultStage.Begins => "begins",
        FaultStage.GoesOn => "goes on",
        _ => $"ends ({line.Cost})",
    };
}
