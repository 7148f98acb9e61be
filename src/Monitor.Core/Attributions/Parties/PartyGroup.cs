using Monitor.Actors;

namespace Monitor.Attributions.Parties;

/// <summary>Parties named as one: "NATO, the European Union and Britain". Marked by the preposition before the first.</summary>
internal sealed class PartyGroup(IReadOnlyList<Party> parties)
{
    public IReadOnlyList<Party> Parties { get; } = parties;

    public int First => Parties[0].First;

    public int End => Parties[^1].End;

    public string? Mark => Parties[0].Mark;

    public int MarkToken => Parties[0].MarkToken;

    /// <summary>"the Baltic states" are the three: a named group stands for the states in it.</summary>
    public PartyGroup WithMembers(ActorBook actors) => Parties.All(party => party.Actor is not { Members.Count: > 0 }) ? this
        : new PartyGroup([.. Parties.SelectMany(party => party.Actor is { Members.Count: > 0 } named
            ? named.Members.Select(actors.Find).OfType<Actor>().Select(party.For)
            : [party])]);

    /// <summary>The group with each of its parties seen anew; itself where none of them is seen as another, as most are not.</summary>
    public PartyGroup Select(Func<Party, Party> see)
    {
        Party[]? seen = null;
        for (var i = 0; i < Parties.Count; i++)
        {
            var party = see(Parties[i]);
            if (seen is null && !ReferenceEquals(party, Parties[i]))
            {
                seen = [.. Parties];
            }

            if (seen is not null)
            {
                seen[i] = party;
            }
        }

        return seen is null ? this : new PartyGroup(seen);
    }
}
