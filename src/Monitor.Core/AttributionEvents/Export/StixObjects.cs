using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.AttributionEvents.Export;

/// <summary>
/// Attribution events as STIX 2.1 objects (OASIS Standard, 10 June 2021). An event is a campaign; each accuser ties it to the accused by a
/// relationship <c>attributed-to</c> of which the accuser is the author; a denial is an opinion of the denier on these relationships; who
/// only urged, or said that it does not accuse, is the author of a note. A property extension carries strength and polarity. Nothing here is
/// our own judgement, so that no object has a confidence. What an analyst rejected is revoked and not left out: whoever took up an earlier
/// export learns it by the next one. Identifiers are made of the event's number and never of what may change with it.
/// </summary>
/// <param name="nameOf">The name of an actor by its id.</param>
/// <param name="source">The installation whose numbers these are: event 7 of another one is another event.</param>
public sealed class StixObjects(Func<string, string> nameOf, Guid source)
{
    /// <summary>One quotation for each independent report, up to this many.</summary>
    private const int ReferencesMax = 50;

    // Identities have no date of their own: one that never changes keeps a second export from passing for a new version.
    private static readonly DateTimeOffset DefinedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Author = StixId.Of("identity", "monitor");
    private static readonly string Extension = StixId.Of("extension-definition", "attribution");

    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);

    /// <summary>What an event and all that it names are, in the order in which they are first needed; nothing where it has no evidence.</summary>
    /// <param name="generation">How often the event began anew: what STIX has revoked once stays revoked, so that it goes on under other identifiers.</param>
    public IReadOnlyCollection<JsonObject> Of(EventView view, int generation)
    {
        ArgumentNullException.ThrowIfNull(view);
        _objects.Clear();
        if (view.Evidence.Count > 0)
        {
            Add(Identity(Author, "Monitor", "system"));
            Add(ExtensionDefinition());
            AddEvent(view, string.Create(CultureInfo.InvariantCulture, $"{source:D} event {view.Event.Id}{(generation > 0 ? $" {generation}" : "")}"));
        }

        return [.. _objects.Values];
    }

    /// <summary>Whether an object of this type belongs to one event; the others are shared by all that name them.</summary>
    public static bool IsOfOneEvent(string type) => type is "campaign" or "relationship" or "note" or "opinion" or "report";

    private void AddEvent(EventView view, string name)
    {
        var standing = view.Evidence.Where(one => one.RejectedAt is null).ToList();
        var campaign = SinceFirst(StixId.Of("campaign", name), "campaign", Author, view.Evidence);
        campaign["name"] = $"{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(view.Family)} acts attributed to {nameOf(view.Event.AccusedRoot)} since "
            + $"{Day(view.Event.StartAt)}";
        campaign["description"] =
            $"{EnglishCount.Of(view.IndependentReports, "independent report")} and {EnglishCount.Of(view.Copies, "copy")} of them. Key: {view.Event.Key}.";
        campaign["labels"] = new JsonArray(view.Family);
        if (view.Accusers.Count == 0)
        {
            campaign["revoked"] = true;
        }

        Add(campaign);

        var members = new List<string> { IdOf(campaign) };
        var accusations = new List<string>();
        foreach (var accuser in view.Accusers)
        {
            accusations.AddRange(AddAccusations(view, accuser.Actor, standing, IdOf(campaign)));
        }

        foreach (var actor in Withdrawn(view))
        {
            AddAccusations(view, actor, view.Evidence, IdOf(campaign)).ToList().ForEach(id => _objects[id]["revoked"] = true);
        }

        members.AddRange(accusations);
        members.AddRange(standing.Where(one => one.Kind is EvidenceKind.Urging or EvidenceKind.Negation)
            .SelectMany(one => one.Accusers, (one, actor) => (one, actor))
            .GroupBy(one => (one.one.Kind, Actor: one.actor.ToUpperInvariant()))
            .Select(said => AddNote(name, said.First().actor, [.. said.Select(one => one.one)], IdOf(campaign))));
        if (accusations.Count > 0)
        {
            members.AddRange(view.Denials.Select(denier => AddOpinion(name, denier, standing, accusations)));
        }

        AddReport(view, name, members);
    }

    /// <summary>Those who accuse only in what was rejected.</summary>
    private static List<string> Withdrawn(EventView view) =>
        [.. view.Evidence
            .Where(one => one is { Kind: EvidenceKind.Accusation, RejectedAt: not null })
            .SelectMany(one => one.Accusers)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Except(view.Accusers.Select(accuser => accuser.Actor), StringComparer.OrdinalIgnoreCase)];

    /// <summary>One accuser attributes the campaign to each of those whom it names: a charged national is not the state.</summary>
    private IEnumerable<string> AddAccusations(EventView view, string accuser, IReadOnlyList<Attribution> evidence, string campaign)
    {
        var said = evidence.Where(one => one.Kind is EvidenceKind.Accusation && Names(one, accuser)).ToList();
        var retracted = view.Retractions.Any(one =>
            string.Equals(one.Actor, accuser, StringComparison.OrdinalIgnoreCase) && one.Strongest.PublishedAt >= said[^1].PublishedAt);
        foreach (var about in said.GroupBy(one => AccusedIn(one, view.Event.AccusedRoot), StringComparer.OrdinalIgnoreCase)
            .OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var strongest = about.MaxBy(one => one.Strength)!;
            var relationship = SinceFirst(
                StixId.Of("relationship", $"{campaign} {accuser} {about.Key}"), "relationship", AddIdentity(accuser), [.. about]);
            relationship["relationship_type"] = "attributed-to";
            relationship["source_ref"] = campaign;
            relationship["target_ref"] = AddAccused(about.Key);
            relationship["description"] = strongest.Statement.Act.Length > 0 ? strongest.Statement.Act : strongest.Quote;
            relationship["external_references"] = References([.. about]);
            relationship["extensions"] = Attributed(strongest.Strength, Polarity.Asserted, about.All(one => one.Statement.Hedged));
            if (retracted)
            {
                relationship["revoked"] = true;
            }

            Add(relationship);
            yield return IdOf(relationship);
        }
    }

    private static string AccusedIn(Attribution attribution, string root) =>
        attribution.Statement is { Accused: { } accused, Grain: AccusedGrain.National or AccusedGrain.Person or AccusedGrain.Company }
            ? accused
            : attribution.Statement.Accused is { } group && IsThreatGroup(group) ? group : root;

    private string AddNote(string name, string actor, List<Attribution> said, string campaign)
    {
        var polarity = said[0].Kind is EvidenceKind.Negation ? Polarity.Negated : Polarity.Asserted;
        var note = SinceFirst(StixId.Of("note", $"{name} {actor} {said[0].Kind}"), "note", AddIdentity(actor), said);
        note["content"] = said[0].Quote;
        note["object_refs"] = new JsonArray(campaign);
        note["external_references"] = References(said);
        note["extensions"] = Attributed(said[0].Strength, polarity, said.TrueForAll(one => one.Statement.Hedged));
        Add(note);
        return IdOf(note);
    }

    private string AddOpinion(string name, EventAccuser denier, List<Attribution> standing, List<string> accusations)
    {
        var said = standing.FindAll(one => one.Kind is EvidenceKind.Denial && Names(one, denier.Actor));
        var opinion = SinceFirst(StixId.Of("opinion", $"{name} {denier.Actor}"), "opinion", AddIdentity(denier.Actor), said);
        opinion["opinion"] = "strongly-disagree";
        opinion["explanation"] = said[0].Quote;
        opinion["object_refs"] = new JsonArray([.. accusations]);
        opinion["external_references"] = References(said);
        opinion["extensions"] = Attributed(said[0].Strength, Polarity.Denied, said.TrueForAll(one => one.Statement.Hedged));
        Add(opinion);
        return IdOf(opinion);
    }

    private void AddReport(EventView view, string name, List<string> members)
    {
        var report = SinceFirst(StixId.Of("report", name), "report", Author, view.Evidence);
        var accusers = view.Accusers.Count > 0 ? string.Join(", ", view.Accusers.Select(one => nameOf(one.Actor))) : "nobody";
        report["name"] = $"Who accuses {nameOf(view.Event.AccusedRoot)} ({view.Family}): {accusers}";
        report["report_types"] = new JsonArray("campaign", "threat-actor");
        report["published"] = Instant(view.Event.StartAt);
        report["object_refs"] = new JsonArray([.. members]);
        report["external_references"] = References(view.Evidence);
        if (view.Accusers.Count == 0)
        {
            report["revoked"] = true;
        }

        Add(report);
    }

    private string AddAccused(string actor)
    {
        if (IsThreatGroup(actor))
        {
            return IdOf(Described(StixId.Of("intrusion-set", actor), "intrusion-set", actor));
        }

        var accused = Described(StixId.Of("threat-actor", actor), "threat-actor", actor);
        accused["threat_actor_types"] = new JsonArray(ActorRoots.IsStateLevel(actor) ? "nation-state" : "unknown");
        return IdOf(accused);
    }

    private JsonObject Described(string id, string type, string actor)
    {
        var described = Defined(id, type, Author);
        described["name"] = nameOf(actor);
        described["description"] = $"Named as the accused in news reports. Actor id: {actor}.";
        return Add(described);
    }

    private string AddIdentity(string actor)
    {
        var kind = actor.StartsWith("person:", StringComparison.OrdinalIgnoreCase) ? "individual" : "organization";
        return IdOf(Add(Identity(StixId.Of("identity", actor), nameOf(actor), kind)));
    }

    private static JsonObject Identity(string id, string name, string identityClass)
    {
        var identity = Defined(id, "identity", id == Author ? null : Author);
        identity["name"] = name;
        identity["identity_class"] = identityClass;
        return identity;
    }

    private static JsonObject ExtensionDefinition()
    {
        var definition = Defined(Extension, "extension-definition", Author);
        definition["name"] = "Attribution";
        definition["description"] = "How strongly an accuser stands behind an attribution, and whether it asserts or denies it.";
        definition["schema"] =
            "strength (string): urges, supports, anonymous, nonstate, official, sanction or indictment, ascending. "
            + "polarity (string): asserted, negated or denied. hedged (boolean): the accuser itself is not sure.";
        definition["version"] = "1.0.0";
        definition["extension_types"] = new JsonArray("property-extension");
        return definition;
    }

    private static JsonObject Attributed(AttributionStrength strength, Polarity polarity, bool isHedged) => new()
    {
        [Extension] = new JsonObject
        {
            ["extension_type"] = "property-extension",
            ["strength"] = Word(strength),
            ["polarity"] = Word(polarity),
            ["hedged"] = isHedged,
        },
    };

    private static JsonArray References(IReadOnlyList<Attribution> said)
    {
        var references = new JsonArray();
        foreach (var one in said.DistinctBy(one => one.CopyGroup).Take(ReferencesMax))
        {
            var reference = new JsonObject
            {
                ["source_name"] = string.IsNullOrWhiteSpace(one.Article?.Outlet) ? "unknown" : one.Article.Outlet,
                ["description"] = one.Quote,
            };
            if (Uri.TryCreate(one.Article?.Url, UriKind.Absolute, out var url))
            {
                reference["url"] = url.AbsoluteUri;
            }

            references.Add(reference);
        }

        return references;
    }

    /// <summary>
    /// An object that is as old as the first of its evidence that was known here, and changed with the latest, or with a rejection. By when we
    /// learnt of it, not by when it was published: a report that arrives late must not make an object older than it was in an earlier export.
    /// </summary>
    private static JsonObject SinceFirst(string id, string type, string author, IReadOnlyList<Attribution> evidence) =>
        Dated(id, type, author, evidence.Min(KnownAt), evidence.Max(one => one.RejectedAt is { } at && at > KnownAt(one) ? at : KnownAt(one)));

    private static DateTimeOffset KnownAt(Attribution evidence) => evidence.Article?.CollectedAt ?? evidence.PublishedAt;

    private static JsonObject Defined(string id, string type, string? author) => Dated(id, type, author, DefinedAt, DefinedAt);

    private static JsonObject Dated(string id, string type, string? author, DateTimeOffset created, DateTimeOffset modified)
    {
        var dated = new JsonObject { ["type"] = type, ["spec_version"] = "2.1", ["id"] = id };
        if (author is not null)
        {
            dated["created_by_ref"] = author;
        }

        dated["created"] = Instant(created);
        dated["modified"] = Instant(modified);
        return dated;
    }

    private JsonObject Add(JsonObject added) => _objects.TryAdd(IdOf(added), added) ? added : _objects[IdOf(added)];

    private static bool Names(Attribution attribution, string actor) => attribution.Accusers.Contains(actor, StringComparer.OrdinalIgnoreCase);

    private static bool IsThreatGroup(string actor) => actor.StartsWith("threat-group:", StringComparison.OrdinalIgnoreCase);

    private static string IdOf(JsonObject one) => (string)one["id"]!;

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond, as <c>created</c> and <c>modified</c> must be.</summary>
    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
