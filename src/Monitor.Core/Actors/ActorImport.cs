using System.Text.Json;
using Monitor.Config;
using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Actors;

/// <summary>A group or agency as a register outside lists it.</summary>
public sealed record ListedActor(ActorKind Kind, string Name, IReadOnlyList<string> Names, string? Country, string Register, string Id);

/// <summary>A name of a register that is doubtful, and what is done about it.</summary>
public sealed record ImportWarning(string Name, string Reason);

/// <summary>What a register would change: actors to write to actors-imported.yaml, and names that are doubtful.</summary>
public sealed record ActorImportPlan(IReadOnlyList<Actor> New, IReadOnlyList<Actor> Extended, int Known, IReadOnlyList<ImportWarning> Warnings);

/// <summary>
/// Compares registers with the actor book. Names of registers are written for analysts, not for matching: "Tick", "Lead", "Cobalt" and "TA"
/// stand in them beside "APT40". So every name that ordinary text could hold gets a condition.
/// </summary>
public static class ActorImport
{
    /// <summary>The list of words, one of which must stand near a name that is an ordinary word.</summary>
    public const string GroupWords = "imported-group-words";

    /// <summary>The list of words, one of which must stand in the article for the other names.</summary>
    public const string ThreatWords = "imported-threat-words";

    private const int NearTokens = 8;
    private const int LoneLettersMin = 4;

    /// <summary>Words that make an ordinary word a group's name.</summary>
    public static IReadOnlyList<string> WordsOfGroups { get; } =
        ["group", "gang", "hacker*", "threat actor*", "APT", "espionage group", "crew", "collective", "ransomware", "cybercriminal*",
            "advanced persistent threat", "tracked as", "dubbed", "codenamed"];

    public static IReadOnlyList<string> WordsOfThreats { get; } =
        ["hack*", "cyber*", "malware", "ransomware", "espionage", "phishing", "threat actor*", "threat group*", "APT", "APTs", "intrusion*", "backdoor*",
            "botnet*", "attackers", "breach*"];

    public static ActorImportPlan Plan(ActorBook book, IEnumerable<ListedActor> listed)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(listed);
        var byName = new Dictionary<string, Actor>(StringComparer.Ordinal);
        foreach (var actor in book.Actors)
        {
            foreach (var alias in actor.Aliases)
            {
                byName.TryAdd(Key(alias.Text), actor);
            }
        }

        var planned = new Dictionary<string, Actor>(StringComparer.OrdinalIgnoreCase);
        var warnings = new List<ImportWarning>();
        var known = 0;
        foreach (var entry in listed)
        {
            var added = Merge(entry, book, byName, planned, warnings);
            known += added ? 0 : 1;
        }

        var isNew = planned.Values.ToLookup(actor => book.Find(actor.Id) is null);
        return new ActorImportPlan([.. isNew[true]], [.. isNew[false]], known, warnings);
    }

    /// <summary>The plan as actors-imported.yaml.</summary>
    public static string Write(ActorImportPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var output = new StringWriter { NewLine = "\n" };
        output.WriteLine("# Written by 'monitor actors import': what registers add to actors.yaml. Actors of both files keep what actors.yaml says of them.");
        output.WriteLine("lists:");
        output.WriteLine($"  {GroupWords}: [{string.Join(", ", WordsOfGroups.Select(Quote))}]");
        output.WriteLine($"  {ThreatWords}: [{string.Join(", ", WordsOfThreats.Select(Quote))}]");
        output.WriteLine("actors:");
        foreach (var actor in plan.New.Concat(plan.Extended).OrderBy(actor => actor.Id, StringComparer.Ordinal))
        {
            output.WriteLine($"  - id: {Quote(actor.Id)}");
            output.WriteLine($"    name: {Quote(actor.Name)}");
            if (actor.Country is not null)
            {
                output.WriteLine($"    country: {actor.Country}");
            }

            output.WriteLine($"    external: {{ {string.Join(", ", actor.ExternalIds.Select(id => $"{id.Key}: {Quote(id.Value)}"))} }}");
            output.WriteLine("    names:");
            foreach (var alias in actor.Aliases)
            {
                output.WriteLine($"      - {Written(alias)}");
            }
        }

        return output.ToString();
    }

    /// <returns>Whether the entry adds anything.</returns>
    private static bool Merge(
        ListedActor entry, ActorBook book, Dictionary<string, Actor> byName, Dictionary<string, Actor> planned, List<ImportWarning> warnings)
    {
        var names = entry.Names.Prepend(entry.Name).Select(name => name.Trim()).Where(IsName).DistinctBy(Key).ToList();
        if (names.Count == 0)
        {
            warnings.Add(new ImportWarning(entry.Name, "is no name that can be looked for; left out"));
            return false;
        }

        var known = KnownAs(entry.Kind, names, byName);
        var id = known?.Id ?? IdFor(entry, book, planned);
        var actor = planned.GetValueOrDefault(id) ?? new Actor
        {
            Id = id,
            Kind = entry.Kind,
            Name = known?.Name ?? names[0],
            Country = known?.Country ?? entry.Country,
            ExternalIds = new Dictionary<string, string> { [entry.Register] = entry.Id },
        };
        var aliases = new List<Alias>(actor.Aliases);
        foreach (var name in names)
        {
            if (byName.TryGetValue(Key(name), out var owner))
            {
                if (owner.Id != id)
                {
                    warnings.Add(new ImportWarning(name,
                        owner.Kind == entry.Kind ? $"is shared by {owner.Id} and {id}; the article decides" : $"already names {owner.Id}; not taken for {id}"));
                    if (owner.Kind != entry.Kind || aliases.Exists(alias => Key(alias.Text) == Key(name)))
                    {
                        continue;
                    }
                }
                else
                {
                    continue;
                }
            }

            aliases.Add(Guarded(name, entry.Kind, warnings));
            byName.TryAdd(Key(name), actor);
        }

        if (aliases.Count == actor.Aliases.Count)
        {
            return false;
        }

        // The name is an alias too: a name that was not taken must not come in again through it.
        planned[id] = actor with
        {
            Aliases = aliases,
            Name = known?.Name ?? (aliases.Exists(alias => alias.Text == actor.Name) ? actor.Name : aliases[0].Text),
        };
        return true;
    }

    /// <summary>
    /// The actor that a register's entry means: the one of that name, one whose own name the entry lists, or one that shares at least two of
    /// its names. One shared by-name alone is no proof, for registers give the same one to different groups.
    /// </summary>
    private static Actor? KnownAs(ActorKind kind, List<string> names, Dictionary<string, Actor> byName)
    {
        var owners = names.Select(name => byName.GetValueOrDefault(Key(name))).Select(actor => actor?.Kind == kind ? actor : null).ToList();
        return owners[0] ?? owners.Find(owner => owner is not null && names.Exists(name => Key(name) == Key(owner.Name)))
            ?? owners.OfType<Actor>().GroupBy(actor => actor.Id).FirstOrDefault(group => group.Count() > 1)?.First();
    }

    private static string IdFor(ListedActor entry, ActorBook book, Dictionary<string, Actor> planned)
    {
        var slug = string.Join('-', TokenizedText.Of(entry.Name).ToString().ToUpperInvariant().Split(' '));
        var id = entry.Kind is ActorKind.Agency ? $"agency:{entry.Country ?? "ZZ"}-{slug}" : $"threat-group:{slug}";
        for (var i = 2; book.Find(id) is not null || planned.ContainsKey(id); i++)
        {
            id = $"{id.Split('~')[0]}~{i}";
        }

        return id;
    }

    /// <summary>The condition that a name needs to be believed.</summary>
    private static Alias Guarded(string name, ActorKind kind, List<ImportWarning> warnings)
    {
        var alias = new Alias(name, AliasRole.Name) { Case = Alias.CaseFor(name) };
        var letters = name.Count(char.IsLetterOrDigit);
        var isOneWord = Phrase.Of(name)!.Words.Count == 1;
        if (kind is ActorKind.Agency)
        {
            return isOneWord && letters <= LoneLettersMin ? alias with
            {
                Requires = Words(ThreatWords, ConditionScope.Article),
                Case = PhraseCase.Exact,
            } : alias;
        }

        if (letters < LoneLettersMin)
        {
            warnings.Add(new ImportWarning(name, "is short; taken only as written and near a word such as \"group\""));
            return alias with { Requires = Words(GroupWords, ConditionScope.Near), Case = PhraseCase.Exact };
        }

        if (isOneWord && IsPlainWord(name))
        {
            warnings.Add(new ImportWarning(name, "may be an ordinary word; taken only with a capital inside a sentence and near a word such as \"group\""));
            return alias with { Text = char.ToUpperInvariant(name[0]) + name[1..], Requires = Words(GroupWords, ConditionScope.Near), IsCommonWord = true };
        }

        return isOneWord && name.Any(char.IsDigit) ? alias : alias with { Requires = Words(ThreatWords, ConditionScope.Article) };
    }

    /// <summary>Letters only, with no capital inside ("Tick", "TICK", "lead"): "OceanLotus" and "APT40" stand in no ordinary text.</summary>
    private static bool IsPlainWord(string name) =>
        name.All(char.IsLetter) && (name.All(char.IsUpper) || !name.Skip(1).Any(char.IsUpper));

    private static bool IsName(string name) => name.Length is > 1 and <= 100 && name.Any(char.IsLetter) && Phrase.Of(name) is not null;

    private static AliasCondition Words(string list, ConditionScope scope) =>
        new(scope, scope is ConditionScope.Near ? NearTokens : 0, [list], []);

    private static string Key(string name) => TokenizedText.Of(name).ToString().Replace(" ", "", StringComparison.Ordinal);

    private static string Written(Alias alias)
    {
        var requires = alias.Requires is null ? ""
            : alias.Requires.Scope is ConditionScope.Near
                ? $", requires: {{ list: {alias.Requires.Words[0]}, near: {alias.Requires.NearTokens} }}"
                : $", requires: {{ list: {alias.Requires.Words[0]} }}";
        return $"{{ text: {Quote(alias.Text)}, case: {ConfigNode.NameOf(alias.Case)}{requires}{(alias.IsCommonWord ? ", common-word: true" : "")} }}";
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, JsonText);

    private static readonly JsonSerializerOptions JsonText = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
