using Monitor.Actors;
using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Parties;

/// <summary>A party in its role: the id that a statement carries, and what it stands for.</summary>
internal sealed record Named(string Id, string? Country)
{
    public AccusedGrain Grain { get; init; }

    /// <summary>No state and no body of states speaks.</summary>
    public bool IsNonstate { get; init; }

    /// <summary>Officials without a name: what they say counts less where they ask not to be named.</summary>
    public bool IsOfficials { get; init; }

    /// <summary>Whose office speaks is said by the article's circumstances alone.</summary>
    public bool IsPresumed { get; init; }

    public string? Speaker { get; init; }

    /// <summary>Who accuses; null where the party cannot (media relay, markets, hackers).</summary>
    public static Named? Accuser(Party party, ActorBook actors, DateOnly? day)
    {
        if (party.Actor is not { } actor || party.Head is HeadClass.Media or HeadClass.Hackers or HeadClass.Forces or HeadClass.Act or HeadClass.Thing)
        {
            return null;
        }

        if (party.Head is HeadClass.Experts or HeadClass.Politicians or HeadClass.Nationals or HeadClass.Company && actor.Kind is ActorKind.State)
        {
            if (party.Name is { } name && party.Head is HeadClass.Experts or HeadClass.Company)
            {
                return new Named(OpenName.OrganizationPrefix + OpenName.Slug(name), actor.Country) { IsNonstate = true };
            }

            return actor.Country is null ? null : new Named("nationals:" + actor.Country, actor.Country) { IsNonstate = true };
        }

        switch (actor.Kind)
        {
            case ActorKind.ThreatGroup:
                return null;
            case ActorKind.Person:
                return Person(actor, actors, day);
            case ActorKind.State or ActorKind.Government or ActorKind.Embassy when actor.Country is { } country:
                return new Named("country:" + country, country)
                {
                    IsPresumed = party.IsPresumed,
                    IsOfficials = party.Head is HeadClass.Officials or HeadClass.Agency
                };
            default:
                return new Named(actor.Id, actor.Country ?? CountryOf(actor)) { IsNonstate = IsNonstateKind(actor), Speaker = party.Speaker };
        }
    }

    /// <summary>Who is accused; null where the party is nobody who acts.</summary>
    /// <param name="arePersonsMeant">Only somebody can stand here, so that an unknown noun is one too.</param>
    public static Named? AccusedBy(Party party, bool arePersonsMeant = false)
    {
        if (party.Actor is not { } actor || party.IsPresumed)
        {
            return null;
        }

        if (party.Head is HeadClass.Media)
        {
            return actor.Country is { } owner ? new Named("nationals:" + owner, owner) { Grain = AccusedGrain.Company } : null;
        }

        if (party.IsThing)
        {
            return arePersonsMeant && party.IsUnknownNoun
                && actor.Country is { } home ? new Named("nationals:" + home, home) { Grain = AccusedGrain.National } : null;
        }

        var country = actor.Country;
        if (country is null && OpenName.IsOfNobody(actor) && party.Head is not (HeadClass.Hackers or HeadClass.Company))
        {
            // Without a state a name that no book knows is anybody: a burglar, a witness; a gang and a firm are somebody.
            return null;
        }

        if (country is null
            || actor.Kind is ActorKind.ThreatGroup or ActorKind.Person or ActorKind.Company or ActorKind.Group or ActorKind.Organization or ActorKind.Alliance)
        {
            return new Named(actor.Id, country ?? CountryOf(actor)) { Grain = GrainOf(actor.Kind) };
        }

        if (actor.Kind is ActorKind.Agency or ActorKind.Embassy)
        {
            return new Named(actor.Id, country) { Grain = AccusedGrain.Agency };
        }

        return party.Head switch
        {
            HeadClass.Hackers => new Named("hackers:" + country, country) { Grain = AccusedGrain.StateLinked },
            HeadClass.Nationals or HeadClass.Politicians or HeadClass.Experts or HeadClass.Staff =>
                new Named("nationals:" + country, country) { Grain = AccusedGrain.National },
            HeadClass.Company => new Named("nationals:" + country, country) { Grain = party.IsLinked ? AccusedGrain.StateLinked : AccusedGrain.Company },
            HeadClass.Agency or HeadClass.Forces => new Named("country:" + country, country) { Grain = AccusedGrain.Agency },
            HeadClass.Government or HeadClass.Officials => new Named("gov:" + country, country) { Grain = AccusedGrain.Government },
            _ when actor.Kind is ActorKind.Government => new Named("gov:" + country, country) { Grain = AccusedGrain.Government },
            _ => new Named("country:" + country, country) { Grain = AccusedGrain.State },
        };
    }

    private static Named? Person(Actor person, ActorBook actors, DateOnly? day)
    {
        var speaksFor = (day is { } known ? actors.SpokeFor(person, known) : null)
            ?? (person.Offices.Count > 0 ? actors.Find(person.Offices[^1].Actor) : null)
            ?? (person.Parent is { } parent ? actors.Find(parent) : null);
        if (speaksFor is null)
        {
            return new Named(person.Id, person.Country) { IsNonstate = true, Speaker = person.Id };
        }

        var root = actors.Root(speaksFor);
        return new Named(root.Id, root.Country ?? CountryOf(root)) { IsNonstate = IsNonstateKind(root), Speaker = person.Id };
    }

    public static bool IsNonstateKind(Actor actor) =>
        actor.Kind is ActorKind.Company or ActorKind.Person or ActorKind.ThreatGroup || actor.Id.StartsWith("org:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The European Union is looked up like a state's code.</summary>
    private static string? CountryOf(Actor actor) => actor.Id.Equals("igo:EU", StringComparison.OrdinalIgnoreCase) ? "EU" : null;

    private static AccusedGrain GrainOf(ActorKind kind) => kind switch
    {
        ActorKind.Person => AccusedGrain.Person,
        ActorKind.Company => AccusedGrain.Company,
        ActorKind.Agency => AccusedGrain.Agency,
        _ => AccusedGrain.Group,
    };
}
