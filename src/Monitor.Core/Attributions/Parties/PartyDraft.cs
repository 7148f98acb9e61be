using Monitor.Actors;
using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Parties;

/// <summary>A phrase while it is being read: words are taken in at both ends. What comes of it is a <see cref="Party"/>.</summary>
internal sealed class PartyDraft
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
    public string? Name { get; set; }

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

    /// <summary>"the embassy": of a foreign state, whose the article tells.</summary>
    public bool IsMission { get; init; }

    /// <summary>"its government": of a state that the sentence names before.</summary>
    public bool IsOwned { get; init; }

    /// <summary>The phrase as it was read; nothing changes in it from now on.</summary>
    public Party ToParty() => new()
    {
        First = First,
        End = End,
        CoreFirst = CoreFirst,
        Actor = Actor,
        Country = Country,
        Head = Head,
        IsLinked = IsLinked,
        Mark = Mark,
        MarkToken = MarkToken,
        IsPronoun = IsPronoun,
        Name = Name,
        IsSelf = IsSelf,
        IsReference = IsReference,
        Refers = Refers,
        IsUnknownNoun = IsUnknownNoun,
        IsOffice = IsOffice,
        IsOwned = IsOwned,
        IsMission = IsMission,
    };
}
