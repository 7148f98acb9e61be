using Monitor.Actors;
using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Parties;

/// <summary>
/// Somebody in a sentence, as one noun phrase: "China", "three Russian hackers", "US Deputy Attorney General Jane Doe", "the alliance".
/// </summary>
internal sealed record Party
{
    /// <summary>First token of the phrase, with its articles and adjectives.</summary>
    public required int First { get; init; }

    /// <summary>The token behind the phrase.</summary>
    public required int End { get; init; }

    /// <summary>First token without what was taken in before it ("members of").</summary>
    public int CoreFirst { get; init; }

    /// <summary>Who is meant; null for what refers to somebody named before.</summary>
    public Actor? Actor { get; init; }

    public string? Country { get; init; }

    public HeadClass Head { get; init; }

    /// <summary>"state-backed", "linked to": the state stands behind them.</summary>
    public bool IsLinked { get; init; }

    /// <summary>The preposition before the phrase, and its token; null where there is none.</summary>
    public string? Mark { get; init; }

    public int MarkToken { get; init; } = -1;

    /// <summary>A pronoun: whoever was spoken of.</summary>
    public bool IsPronoun { get; init; }

    /// <summary>"we", "our": whoever speaks.</summary>
    public bool IsSelf { get; init; }

    /// <summary>Refers back to somebody ("the alliance"); the actor is filled in when it is found.</summary>
    public bool IsReference { get; init; }

    /// <summary>What kind of actor a reference looks for: "the country's police" a country.</summary>
    public HeadClass Refers { get; init; }

    /// <summary>The name stands as an adjective or possessor before a noun that makes no party of it ("US networks").</summary>
    public bool IsThing => Head is HeadClass.Thing;

    /// <summary>Behind the nationality stands a noun that no file knows: "a Ukrainian diver" is somebody where only persons can be meant.</summary>
    public bool IsUnknownNoun { get; init; }

    /// <summary>"the interior minister": who holds an office or belongs to a body that only a state has.</summary>
    public bool IsOffice { get; init; }

    /// <summary>"the embassy": of a foreign state, whose the article tells.</summary>
    public bool IsMission { get; init; }

    /// <summary>"its government": of a state that the sentence names before.</summary>
    public bool IsOwned { get; init; }

    /// <summary>Only the article's circumstances say whose office it is: the dateline, or the state body named first.</summary>
    public bool IsPresumed { get; init; }

    public bool IsActed => Head is HeadClass.Act;

    /// <summary>The name that stands with the noun or alone ("the security firm Northwall"); null where there is none.</summary>
    public string? Name { get; init; }

    public string? Speaker { get; init; }

    /// <summary>The same phrase, standing for another actor.</summary>
    public Party For(Actor? actor) => this with { Actor = actor, Country = actor?.Country };

    /// <summary>The name alone, without the thing that it stands before: "US" of "US networks".</summary>
    public Party AsOwner() => this with { Head = HeadClass.None, IsLinked = false, IsUnknownNoun = false };

    public override string ToString() =>
        (Actor?.Id ?? (IsPronoun ? "pronoun" : IsSelf ? "speaker" : "reference")) + (Head is HeadClass.None ? "" : $" ({Head})") + (Mark is null
            ? "" : $" after \"{Mark}\"");
}
