using System.Net;

namespace Monitor.Worker.Health;

/// <summary>Who sent requests on for others without being believed: a proxy that the settings do not name, or somebody who plays one.</summary>
public sealed class ProxySightings
{
    private IPAddress? _last;

    /// <summary>The last one; null where there was none.</summary>
    public IPAddress? Last => Volatile.Read(ref _last);

    public void Note(IPAddress proxy) => Volatile.Write(ref _last, proxy);
}
