namespace Monitor.Delivery.Channels;

/// <summary>All kinds of channels that this version knows.</summary>
public static class ChannelKinds
{
    private static readonly Dictionary<string, IChannel> ByKind = FindAll<IChannel>().ToDictionary(channel => channel.Kind, StringComparer.Ordinal);

    public static IReadOnlyCollection<IChannel> All => ByKind.Values;

    /// <summary>Null for a kind that this version does not know.</summary>
    public static IChannel? Of(string kind) => ByKind.GetValueOrDefault(kind);

    /// <summary>One of each class of this assembly that is a <typeparamref name="T"/>.</summary>
    public static IEnumerable<T> FindAll<T>() =>
        typeof(ChannelKinds).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(T)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!);
}
