using Monitor.Config;
using Monitor.Rules.Phrases;

namespace Monitor.Actors;

/// <summary>
/// Reads actors.yaml: "lists" of words that conditions share, "bodies" that every state has, and "actors". What each key means stands in
/// config/README.md.
/// </summary>
public sealed class ActorFile
{
    public const string FileName = "actors.yaml";

    /// <summary>What <c>monitor actors import</c> wrote: further actors, and further aliases of those in actors.yaml.</summary>
    public const string ImportedFileName = "actors-imported.yaml";

    private static readonly (string Key, AliasRole Role)[] AliasKeys =
    [
        ("names", AliasRole.Name), ("acronyms", AliasRole.Acronym), ("demonyms", AliasRole.Demonym),
        ("capitals", AliasRole.Capital), ("metonyms", AliasRole.Metonym), ("offices", AliasRole.Office),
    ];

    private static readonly Dictionary<string, ActorKind> KindOfPrefix = new(StringComparer.Ordinal)
    {
        ["country"] = ActorKind.State,
        ["gov"] = ActorKind.Government,
        ["agency"] = ActorKind.Agency,
        ["alliance"] = ActorKind.Alliance,
        ["igo"] = ActorKind.Organization,
        ["org"] = ActorKind.Organization,
        ["group"] = ActorKind.Group,
        ["threat-group"] = ActorKind.ThreatGroup,
        ["company"] = ActorKind.Company,
        ["person"] = ActorKind.Person,
    };

    private readonly Dictionary<string, IReadOnlyList<string>> _lists = [];
    private readonly List<Actor> _actors = [];
    private readonly Dictionary<string, ConfigNode> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The book that a config folder's actors.yaml describes.</summary>
    /// <exception cref="ConfigException">The file has faults; all are named.</exception>
    public static ActorBook Load(string configFolder)
    {
        var imported = Path.Combine(configFolder, ImportedFileName);
        return Read(
            ConfigNode.ReadFile(Path.Combine(configFolder, FileName)),
            File.Exists(imported) ? ConfigNode.ReadFile(imported) : null);
    }

    /// <exception cref="ConfigException">A document has faults; all are named.</exception>
    public static ActorBook Read(ConfigNode document, ConfigNode? imported = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var file = new ActorFile();
        var bodies = file.ReadDocument(document, isImport: false);
        if (imported is not null)
        {
            file.ReadDocument(imported, isImport: true);
        }

        var book = new ActorBook(file._actors, bodies);
        ConfigException.ForEach(file._places.Values, place => CheckReferences(book, place));
        return book;
    }

    private List<StateBody> ReadDocument(ConfigNode document, bool isImport)
    {
        document.Only("lists", "bodies", "actors");
        foreach (var list in document.Find("lists")?.Entries ?? [])
        {
            _lists[list.Key] = Texts(list.Value.Items);
        }

        var bodies = new List<StateBody>();
        ConfigException.ForEach(document.FindItems("bodies"), body => bodies.Add(ReadBody(body)));
        ConfigException.ForEach(document.FindItems("actors"), actor => Add(actor, ReadActor(actor), isImport));
        return bodies;
    }

    private static StateBody ReadBody(ConfigNode node)
    {
        node.Only("id", "kind", "name", "role", "words");
        var id = node.Required("id");
        return id.Text.Contains("{}", StringComparison.Ordinal)
            ? new StateBody(
                id.Text,
                node.Required("kind").Choice<ActorKind>(),
                node.Required("name").Text,
                node.Find("role")?.Choice<AliasRole>() ?? AliasRole.Name,
                Texts(node.Required("words").Items))
            : throw id.Fault($"\"{id.Text}\" needs {{}} where the state's code goes, such as agency:{{}}-MFA");
    }

    private void Add(ConfigNode place, Actor actor, bool isImport)
    {
        if (!_places.TryAdd(actor.Id, place))
        {
            if (isImport && _places[actor.Id].File != place.File)
            {
                AddAliases(actor);
                return;
            }

            throw place.Fault($"{actor.Id} stands here a second time; the first is in line {_places[actor.Id].Line}");
        }

        _actors.Add(actor);
    }

    /// <summary>What was written by hand wins: of an imported actor that is known already only new aliases and external ids are taken.</summary>
    private void AddAliases(Actor imported)
    {
        var index = _actors.FindIndex(actor => string.Equals(actor.Id, imported.Id, StringComparison.OrdinalIgnoreCase));
        var known = _actors[index];
        var texts = known.Aliases.Select(alias => alias.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _actors[index] = known with
        {
            Aliases = [.. known.Aliases, .. imported.Aliases.Where(alias => texts.Add(alias.Text))],
            ExternalIds = imported.ExternalIds.Concat(known.ExternalIds).GroupBy(id => id.Key).ToDictionary(id => id.Key, id => id.Last().Value),
        };
    }

    private Actor ReadActor(ConfigNode node)
    {
        node.Only([
            "id", "name", "country", "parent", "language", "requires", "suppress", "person-name", "held", "members", "external",
            .. AliasKeys.Select(key => key.Key)]);
        var id = node.Required("id");
        var colon = id.Text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || colon == id.Text.Length - 1 || !KindOfPrefix.TryGetValue(id.Text[..colon], out var kind))
        {
            throw id.Fault(
                $"\"{id.Text}\" is no actor id: one of {string.Join(", ", KindOfPrefix.Keys)}, a colon and a name are expected, such as agency:US-DOJ");
        }

        var name = node.Required("name");
        var country = node.FindText("country") ?? CountryOf(id.Text[(colon + 1)..], kind);
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
        {
            throw (node.Find("country") ?? id).Fault($"\"{country}\" is no country code of two capital letters (ISO 3166), such as US");
        }

        var offices = node.FindItems("held").Select(ReadOffice).OrderBy(office => office.From).ToList();
        return new Actor
        {
            Id = id.Text,
            Kind = kind,
            Name = name.Text,
            Country = country,
            Parent = node.FindText("parent") ?? offices.LastOrDefault()?.Actor ?? ParentOf(kind, country),
            Members = [.. node.FindItems("members").Select(member => member.Text)],
            Aliases = ReadAliases(node, name),
            Offices = offices,
            ExternalIds = (node.Find("external")?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.Text),
        };
    }

    private static string? CountryOf(string rest, ActorKind kind) =>
        kind is ActorKind.State or ActorKind.Government or ActorKind.Agency ? rest.Split('-')[0] : null;

    private static string? ParentOf(ActorKind kind, string? country) =>
        country is not null && kind is (ActorKind.Government or ActorKind.Agency or ActorKind.ThreatGroup)
            ? "country:" + country
            : null;

    private List<Alias> ReadAliases(ConfigNode node, ConfigNode name)
    {
        var common = node.Find("requires") is { } requires ? ReadCondition(requires) : null;
        var suppress = Texts(node.FindItems("suppress"));
        var language = node.FindText("language");
        var isPersonName = node.Find("person-name")?.Truth() ?? false;
        var aliases = new List<Alias>();
        foreach (var (key, role) in AliasKeys)
        {
            // The name is an alias, unless the list says more about it.
            var read = node.FindItems(key).Select(item => ReadAlias(item, role)).ToList();
            if (key == "names" && !read.Exists(alias => alias.Text == name.Text))
            {
                read.Insert(0, ReadAlias(name, role));
            }

            foreach (var alias in read)
            {
                aliases.Add(alias with
                {
                    Language = alias.Language ?? language,
                    Requires = alias.Requires ?? common,
                    Suppress = [.. alias.Suppress, .. suppress],
                    IsPersonName = alias.IsPersonName || (isPersonName && role is AliasRole.Name),
                });
            }
        }

        return aliases;
    }

    private Alias ReadAlias(ConfigNode node, AliasRole role)
    {
        if (node.IsText)
        {
            return new Alias(Words(node), role) { Case = Alias.CaseFor(node.Text) };
        }

        node.Only("text", "case", "language", "requires", "suppress", "person-name", "common-word", "from", "to");
        var text = Words(node.Required("text"));
        return new Alias(text, role)
        {
            Case = node.Find("case")?.Choice<PhraseCase>() ?? Alias.CaseFor(text),
            Language = node.FindText("language"),
            Requires = node.Find("requires") is { } requires ? ReadCondition(requires) : null,
            Suppress = Texts(node.FindItems("suppress")),
            IsPersonName = node.Find("person-name")?.Truth() ?? false,
            IsCommonWord = node.Find("common-word")?.Truth() ?? false,
            From = node.Find("from")?.Date(),
            To = node.Find("to")?.Date(),
        };
    }

    private AliasCondition ReadCondition(ConfigNode node)
    {
        node.Only("any", "list", "actors", "near", "same");
        var words = Texts(node.FindItems("any"));
        foreach (var list in node.FindItems("list"))
        {
            words.AddRange(_lists.TryGetValue(list.Text, out var listed)
                ? listed
                : throw list.Fault(
                    $"there is no list \"{list.Text}\"" + (Suggestion.Nearest(list.Text, _lists.Keys) is { } nearest ? $"; did you mean \"{nearest}\"?" : "")));
        }

        List<string> actors = [.. node.FindItems("actors").Select(actor => actor.Text)];
        if (words.Count == 0 && actors.Count == 0)
        {
            throw node.Fault("a condition needs \"any\", \"list\" or \"actors\"");
        }

        var near = node.Find("near")?.Integer(1, 200);
        var scope = near is null ? node.Find("same")?.Choice<ConditionScope>() ?? ConditionScope.Article : ConditionScope.Near;
        return new AliasCondition(scope, near ?? 0, words, actors);
    }

    private static OfficeHeld ReadOffice(ConfigNode node)
    {
        node.Only("office", "actor", "from", "to");
        return new OfficeHeld(node.Required("office").Text, node.Required("actor").Text, node.Find("from")?.Date(), node.Find("to")?.Date());
    }

    private static void CheckReferences(ActorBook book, ConfigNode node)
    {
        foreach (var parent in new[] { node.Find("parent") }.OfType<ConfigNode>()
            .Concat(node.FindItems("held").Select(held => held.Required("actor"))).Concat(node.FindItems("members")))
        {
            if (book.Find(parent.Text) is null)
            {
                var nearest = Suggestion.Nearest(parent.Text, book.Actors.Select(actor => actor.Id));
                throw parent.Fault($"there is no actor \"{parent.Text}\"" + (nearest is null ? "" : $"; did you mean \"{nearest}\"?"));
            }
        }
    }

    private static List<string> Texts(IEnumerable<ConfigNode> nodes) => [.. nodes.Select(Words)];

    /// <summary>A text that phrases can be made of.</summary>
    private static string Words(ConfigNode node) =>
        Phrase.Of(node.Text) is not null
            ? node.Text
            : throw node.Fault($"\"{node.Text}\" must have 1 to {Phrase.WordsMax} words");
}
