using Monitor.Stories.Index;

namespace Monitor.Stories.Keeping;

/// <summary>The parts of the index that are kept whole, as they stood after an article.</summary>
/// <param name="Order">Of the last article that they know.</param>
public sealed record KeptStates(long Order, byte[] Boilerplate, byte[] Statistics)
{
    public static KeptStates Of(StoryIndex index, long order)
    {
        ArgumentNullException.ThrowIfNull(index);
        return new KeptStates(order, index.Boilerplate.ToBytes(), index.Statistics.ToBytes());
    }
}
