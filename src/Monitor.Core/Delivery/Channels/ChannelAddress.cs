namespace Monitor.Delivery.Channels;

/// <summary>Where a subscriber is reached by one kind of channel.</summary>
/// <param name="Name">The subscriber's own word for it: "soc". Alert rules name it.</param>
/// <param name="Kind">The <see cref="IChannel.Kind"/>.</param>
/// <param name="Fields">What that kind has to know; secrets stand in the settings and are only named here.</param>
public sealed record ChannelAddress(string Name, string Kind, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>A field's value; null where it is not given.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field);
}
