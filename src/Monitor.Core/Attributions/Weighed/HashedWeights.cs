using System.Numerics;

namespace Monitor.Attributions.Weighed;

/// <summary>
/// Weights by the hashes of their features. The hashes are spread evenly already, and nearly all that are asked for have no weight: a place of
/// their own in a half empty table answers at once, where a dictionary hashes them again.
/// </summary>
internal sealed class HashedWeights
{
    private readonly (ulong Feature, float Weight)[] _places;

    public HashedWeights(IReadOnlyCollection<KeyValuePair<ulong, float>> weights)
    {
        _places = new (ulong, float)[BitOperations.RoundUpToPowerOf2((uint)(weights.Count * 2) + 1)];
        foreach (var (feature, weight) in weights)
        {
            var place = PlaceOf(feature);
            while (_places[place].Feature != 0)
            {
                place = (place + 1) & (_places.Length - 1);
            }

            _places[place] = (feature, weight);
        }
    }

    /// <summary>The feature's weight; 0 where it has none.</summary>
    public float Of(ulong feature)
    {
        var places = _places;
        for (var place = PlaceOf(feature); ; place = (place + 1) & (places.Length - 1))
        {
            var (found, weight) = places[place];
            if (found == feature || found == 0)
            {
                return weight;
            }
        }
    }

    private int PlaceOf(ulong feature) => (int)((feature ^ (feature >> 32)) & (ulong)(_places.Length - 1));
}
