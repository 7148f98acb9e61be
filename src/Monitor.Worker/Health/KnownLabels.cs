using Monitor.AttributionEvents.Chains;
using Monitor.Config;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Runs;
using Monitor.Storage.Machine;
using Monitor.Telemetry;

namespace Monitor.Worker.Health;

/// <summary>
/// Counters from zero on: one that begins to exist with its first failure shows no increase by it, and an alert on the increase would miss it.
/// </summary>
internal static class KnownLabels
{
    private static readonly string[] Decisions = ["told", "waiting", "muted"];

    public static void Begin()
    {
        foreach (var run in RunNames.Five)
        {
            Meters.RunSkipped.Add(0, Meters.Label("run", run));
            foreach (var reason in Enum.GetValues<MachineFaultKind>())
            {
                Meters.RunFailures.Add(0, Meters.Label("run", run), Meters.Label("reason", reason.ToString()));
            }
        }

        foreach (var channel in ChannelKinds.All)
        {
            foreach (var outcome in Enum.GetValues<OutboxState>().Where(state => state is not (OutboxState.Pending or OutboxState.Sending)))
            {
                Meters.Deliveries.Add(0, Meters.Label("channel", channel.Kind), Meters.Label("outcome", outcome.ToString().ToLowerInvariant()));
            }
        }

        foreach (var reason in Enum.GetValues<NewsKind>())
        {
            foreach (var decision in Decisions)
            {
                Meters.Alerts.Add(0, Meters.Label("reason", ConfigNode.NameOf(reason)), Meters.Label("decision", decision));
            }
        }
    }
}
