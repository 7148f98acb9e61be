using Monitor.Text;

namespace Monitor.Stories.Index;

/// <summary>
/// The incident that a statement of an article blames on somebody, as far as it names what was hit: all as terms, so that the index can compare it. Two that
/// name targets of two kinds are two events, however alike the articles are.
/// </summary>
/// <param name="Accused">Whom it is blamed on.</param>
/// <param name="State">Whose the target is; 0 where nobody says.</param>
/// <param name="Targets">The kinds of what was hit, with those that a wider one holds.</param>
/// <param name="Names">Names of the target's own, and of the campaign.</param>
/// <param name="Places">Where it happened, of what can happen in one place only.</param>
public sealed record StatedIncident(uint Accused, uint State, IReadOnlyList<uint> Targets, IReadOnlyList<uint> Names, IReadOnlyList<uint> Places)
{
    /// <summary>So many are kept of an article.</summary>
    public const int Max = 12;

    /// <summary>Where the article says it; not stored, since only a new text is asked whether it is its own.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Whether two articles speak of the same accused, and of nothing that can be one incident.</summary>
    public static bool AreApart(IReadOnlyList<StatedIncident> ones, IReadOnlyList<StatedIncident> others)
    {
        ArgumentNullException.ThrowIfNull(ones);
        ArgumentNullException.ThrowIfNull(others);
        var compared = false;
        foreach (var one in ones)
        {
            foreach (var other in others)
            {
                if (one.Accused == other.Accused)
                {
                    if (!one.IsApartFrom(other))
                    {
                        return false;
                    }

                    compared = true;
                }
            }
        }

        return compared;
    }

    /// <summary>Whether what both name cannot be one. A name in common is one incident, two names are words that nobody can compare.</summary>
    public bool IsApartFrom(StatedIncident other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Shares(Names, other.Names))
        {
            return false;
        }

        return (State != 0 && other.State != 0 && State != other.State)
            || (Places.Count > 0 && other.Places.Count > 0 && !Shares(Places, other.Places))
            || (Targets.Count > 0 && other.Targets.Count > 0 && !Shares(Targets, other.Targets));
    }

    internal static void Write(BinaryWriter writer, StatedIncident[] incidents)
    {
        writer.Write((byte)incidents.Length);
        foreach (var incident in incidents)
        {
            writer.Write(incident.Accused);
            writer.Write(incident.State);
            Array.ForEach([incident.Targets, incident.Names, incident.Places], terms =>
            {
                writer.Write7BitEncodedInt(terms.Count);
                foreach (var term in terms)
                {
                    writer.Write(term);
                }
            });
        }
    }

    internal static StatedIncident[] Read(BinaryReader reader)
    {
        var incidents = new StatedIncident[reader.ReadByte()];
        for (var i = 0; i < incidents.Length; i++)
        {
            incidents[i] = new StatedIncident(reader.ReadUInt32(), reader.ReadUInt32(), Terms(), Terms(), Terms());
        }

        return incidents;

        uint[] Terms()
        {
            var terms = new uint[reader.Read7BitEncodedInt()];
            for (var i = 0; i < terms.Length; i++)
            {
                terms[i] = reader.ReadUInt32();
            }

            return terms;
        }
    }

    private static bool Shares(IReadOnlyList<uint> left, IReadOnlyList<uint> right)
    {
        foreach (var term in left)
        {
            if (right.Contains(term))
            {
                return true;
            }
        }

        return false;
    }
}
