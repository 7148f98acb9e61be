namespace Monitor.Config;

/// <summary>Collects the faults of a file, so that one reading shows all of them: what is faulty reads as left out.</summary>
public sealed class FoundFaults
{
    private const int FaultsMax = 100;

    private readonly List<ConfigFault> _found = [];

    public void Add(ConfigException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _found.AddRange(fault.Faults.Take(FaultsMax - _found.Count));
    }

    public void Do(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            work();
        }
        catch (ConfigException fault)
        {
            Add(fault);
        }
    }

    /// <summary>What is read; the default, and the fault kept, where that cannot be used.</summary>
    public T? Read<T>(Func<T> read)
    {
        T? value = default;
        Do(() => value = read());
        return value;
    }

    /// <exception cref="ConfigException">Faults were found; all are named.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
        {
            throw new ConfigException(_found);
        }
    }
}
