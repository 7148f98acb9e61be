using Monitor.AttributionEvents;
using Monitor.Storage;

namespace Monitor.Alerts;

/// <summary>Events as they stand during one run: subscribers who wait for the same event share what is loaded.</summary>
internal sealed class EventViews
{
    private readonly Dictionary<long, EventView> _views = [];

    public async Task<EventView> OfAsync(MonitorDbContext db, long eventId, CancellationToken cancellationToken)
    {
        if (!_views.TryGetValue(eventId, out var view))
        {
            view = await db.EventViewAsync(eventId, cancellationToken) ?? throw new InvalidOperationException($"event {eventId} is gone");
            _views[eventId] = view;
            _views[view.Event.Id] = view;
        }

        return view;
    }
}
