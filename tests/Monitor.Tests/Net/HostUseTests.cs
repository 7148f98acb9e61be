using FsCheck;
using FsCheck.Fluent;
using Monitor.Net;

namespace Monitor.Tests.Net;

public sealed class HostUseTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void However_requests_come_and_end_there_are_two_at_most_and_a_second_between_their_beginnings() =>
        Prop.ForAll((NonNegativeInt[] steps) =>
        {
            var use = HostUse.None;
            var now = Noon;
            var open = new List<HostTurn.Granted>();
            DateTimeOffset? lastBegin = null;
            foreach (var step in steps)
            {
                now = now.AddMilliseconds(step.Get % 900);
                if (step.Get % 3 == 0 && open.Count > 0)
                {
                    use = use.Leave(open[0]);
                    open.RemoveAt(0);
                }
                else if (use.FreeAt <= now)
                {
                    var (taken, connection, leasedUntil) = use.Take(now);
                    use = taken;
                    open.Add(new HostTurn.Granted("www.example.org", connection, leasedUntil));
                    Assert.True(lastBegin is null || now - lastBegin >= HostTurn.Spacing);
                    lastBegin = now;
                }

                Assert.True(open.Count <= HostTurn.ConnectionsMax);
            }
        }).Holds();

    [Fact]
    public void A_connection_of_a_dead_worker_is_free_after_its_lease()
    {
        var use = HostUse.None.Take(Noon).Use.Take(Noon.AddSeconds(1)).Use;

        Assert.Equal(Noon + HostTurn.LeaseMax, use.FreeAt);
    }

    [Fact]
    public void Who_gives_back_late_takes_nothing_from_the_next_one()
    {
        var (first, connection, leasedUntil) = HostUse.None.Take(Noon);
        var later = first.Take(Noon + HostTurn.LeaseMax).Use;

        Assert.Equal(later, later.Leave(new HostTurn.Granted("www.example.org", connection, leasedUntil)));
    }
}
