namespace Monitor.Config;

/// <summary>Config files that cannot be used, with every fault found.</summary>
public sealed class ConfigException(IReadOnlyList<ConfigFault> faults) : Exception(string.Join('\n', faults))
{
    public ConfigException(ConfigFault fault)
        : this([fault])
    {
    }

    public IReadOnlyList<ConfigFault> Faults { get; } = faults;

    /// <summary>Does the work for each item and goes on behind a faulty one, so that one run shows all faults.</summary>
    /// <exception cref="ConfigException">At least one item was faulty.</exception>
    public static void ForEach(IEnumerable<ConfigNode> items, Action<ConfigNode> work)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        var faults = new FoundFaults();
        foreach (var item in items)
        {
            faults.Do(() => work(item));
        }

        faults.ThrowIfAny();
    }
}
