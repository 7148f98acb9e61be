using Monitor.Actors;

namespace Monitor.Attributions;

/// <summary>
/// Somebody named in a sentence, as one noun phrase: "China", "three Russian hackers", "US Deputy Attorney General Jane Doe", "the alliance".
/// </summary>
internal sealed class Party
{
    /// <summary>First token of the phrase, with its articles and adjectives.</summary>
    public required int First { get; set; }

    /// <summary>The token behind the phrase.</summary>
    public required int End { get; set; }

    /// <summary>First token without what was taken in before it ("members of").</summary>
    public int CoreFirst { get; set; }

    /// <summary>Who is meant; null for what refers to somebody named before.</summary>
    public Actor? Actor { get; set; }

    public string? Country { get; set; }

    public HeadClass Head { get; set; }

    /// <summary>"state-backed", "linked to": the state stands behind them.</summary>
    public bool IsLinked { get; set; }

    /// <summary>The preposition before the phrase, and its token; null where there is none.</summary>
    public string? Mark { get; set; }

    public int MarkToken { get; set; } = -1;

    /// <summary>A pronoun: whoever was spoken of.</summary>
    public bool IsPronoun { get; set; }

    /// <summary>"we", "our": whoever speaks.</summary>
    public bool IsSelf { get; init; }

    /// <summary>Refers back to somebody ("the alliance"); the actor is filled in when it is found.</summary>
    public bool IsReference { get; init; }

    /// <summary>What kind of actor a reference looks for: "the country's police" a country.</summary>
    public HeadClass Refers { get; init; }

    /// <summary>The name stands as an adjective or possessor before a noun that makes no party of it ("US networks").</summary>
    public bool IsThing => Head is HeadClass.Thing;

    /// <summary>Behind the nationality stands a noun that no file knows: "a Ukrainian diver" is somebody where only persons can be meant.</summary>
    public bool IsUnknownNoun { get; set; }

    /// <summary>"the interior minister": who holds an office or belongs to a body that only a state has.</summary>
    public bool IsOffice { get; init; }

    /// <summary>"its government": of a state that the sentence names before.</summary>
    public bool IsOwned { get; init; }

    /// <summary>Only the article's circumstances say whose office it is: the dateline, or the state body named first.</summary>
    public bool IsPresumed { get; set; }

    public bool IsActed => Head is HeadClass.Act;

    public string? Speaker { get; set; }

    /// <summary>The same phrase, standing for another actor.</summary>
    public Party For(Actor actor)
    {
        var party = (Party)MemberwiseClone();
        (party.Actor, party.Country) = (actor, actor.Country);
        return party;
    }

    public override string ToString() =>
        (Actor?.Id ?? (IsPronoun ? "pronoun" : IsSelf ? "speaker" : "reference")) + (Head is HeadClass.None ? "" : $" ({Head})") + (Mark is null ? "" : $" after \"{Mark}\"");
}

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
}
