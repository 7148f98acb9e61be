using System.Collections.Frozen;
using Monitor.Config;
using Monitor.Text;

namespace Monitor.Attributions.Cues;

/// <summary>
/// Reads a cue file: the small words, nouns, cues, acts and incidents of one language. What each key means stands in the head of cues.yaml.
/// </summary>
internal sealed partial class CueFile
{
    private static readonly Dictionary<string, CueForm> FormKeys = new(StringComparer.Ordinal)
    {
        ["finite"] = CueForm.Finite,
        ["participle"] = CueForm.Participle,
        ["gerund"] = CueForm.Gerund,
        ["infinitive"] = CueForm.Infinitive,
        ["noun"] = CueForm.Noun,
        ["predicate"] = CueForm.Predicate,
    };

    private readonly Lexicon _lexicon;
    private readonly List<Cue> _cues = [];
    private readonly List<ActClass> _acts = [];
    private readonly List<Frame> _frames = [];

    private CueFile(ConfigNode document) => _lexicon = new Lexicon(document.FindItems("accented").Select(item => item.Text));

    /// <summary>All cue files of a config folder: cues.yaml and cues.LANGUAGE.yaml.</summary>
    /// <exception cref="ConfigException">A file has faults.</exception>
    public static IReadOnlyList<LanguageCues> Load(string configFolder)
    {
        var files = Directory.GetFiles(configFolder, "cues*.yaml");
        Array.Sort(files, StringComparer.Ordinal);
        return Read([.. files.Select(ConfigNode.ReadFile)]);
    }

    /// <summary>The cues of several documents; cities that one names count in all.</summary>
    /// <exception cref="ConfigException">A document has faults; those of all cues are named.</exception>
    public static IReadOnlyList<LanguageCues> Read(IReadOnlyList<ConfigNode> documents)
    {
        var places = documents.SelectMany(document => document.Find("places")?.Entries ?? []).ToList();
        var lists = documents.Where(IsWordList).ToLookup(document => document.Required("language").Text, StringComparer.Ordinal);
        foreach (var list in lists.Where(list => !documents.Any(document => !IsWordList(document) && document.FindText("language") == list.Key)))
        {
            throw list.First().Fault($"no cue file of \"{list.Key}\" that this list of words could add to: a cue file has \"cues\"");
        }

        return [.. documents.Where(document => !IsWordList(document)).Select(document =>
            new CueFile(document).ReadDocument(document, places, lists[document.Required("language").Text]))];
    }

    /// <summary>A file that only adds words to a language: cues.words.yaml, cues.LANGUAGE.words.yaml.</summary>
    private static bool IsWordList(ConfigNode document) => document.Find("cues") is null && document.Find("language") is not null;

    private LanguageCues ReadDocument(ConfigNode document, List<KeyValuePair<string, ConfigNode>> places, IEnumerable<ConfigNode> lists)
    {
        document.Only("language", "version", "verb-second", "noun-first", "object-markers", "adverb-endings", "gerund-endings", "months", "accented",
            "numbers", "home", "places", "frames", "words", "nouns", "acts", "incidents", "targets", "happened", "offices", "cues");
        ReadWords(document.Required("words"));
        foreach (var (name, phrases) in document.Required("nouns").Entries)
        {
            var head = Choice<HeadClass>(name, phrases);
            foreach (var phrase in phrases.Items)
            {
                _lexicon.Entry(phrase.Text).Head = head;
            }
        }

        ConfigException.ForEach(document.Required("acts").Items, ReadAct);
        foreach (var (incident, phrases) in document.Find("incidents")?.Entries ?? [])
        {
            foreach (var phrase in phrases.Items)
            {
                _lexicon.Entry(phrase.Text).Incident = incident;
            }
        }

        foreach (var (country, cities) in places)
        {
            foreach (var city in cities.Items)
            {
                _lexicon.Entry(city.Text).PlaceIn = country;
            }
        }

        if (document.Find("offices") is { } offices)
        {
            ReadOffices(offices);
        }

        ConfigException.ForEach(document.FindItems("frames"), ReadFrame);
        ConfigException.ForEach(document.Required("cues").Items, ReadCue);
        foreach (var list in lists)
        {
            ReadList(list);
        }

        var months = document.FindItems("months").Select(item => _lexicon.Words(item.Text)[0]).ToList();
        _lexicon.Settle();
        return new LanguageCues
        {
            Language = document.Required("language").Text,
            Version = document.Required("version").Integer(1, int.MaxValue),
            IsVerbSecond = document.Find("verb-second")?.Truth() ?? false,
            IsNounFirst = document.Find("noun-first")?.Truth() ?? false,
            ObjectMarkers = Texts(document, "object-markers").ToHashSet(StringComparer.Ordinal),
            GerundEndings = Texts(document, "gerund-endings"),
            Months = months,
            AdverbEndings = Texts(document, "adverb-endings"),
            Numbers = Texts(document, "numbers")
                .Select((word, index) => (word, index)).DistinctBy(pair => pair.word).ToDictionary(pair => pair.word, pair => pair.index + 1),
            Acts = _acts,
            Frames = _frames,
            HomeCountry = document.FindText("home"),
            Cues = _cues,
            Targets = TargetWords.Read(document),
            Lexicon = _lexicon,
        };
    }

    /// <summary>
    /// Words of a list; what the cue file says of a word holds before it. Words of a cue or a frame that the cue file does not have (an
    /// analyst removed it, or a database keeps an older one) are left out.
    /// </summary>
    private void ReadList(ConfigNode list)
    {
        list.Only("language", "version", "words", "nouns", "frames", "cues-add");
        if (list.Find("words") is { } words)
        {
            ReadWords(words);
        }

        foreach (var (name, phrases) in list.Find("nouns")?.Entries ?? [])
        {
            var head = Choice<HeadClass>(name, phrases);
            foreach (var entry in phrases.Items.Select(phrase => _lexicon.Entry(phrase.Text)).Where(entry => entry.Head is HeadClass.None))
            {
                entry.Head = head;
            }
        }

        foreach (var (name, phrases) in list.Find("frames")?.Entries ?? [])
        {
            var frame = _frames.FindIndex(known => known.Id == name);
            foreach (var phrase in frame >= 0 ? phrases.Items : [])
            {
                var entry = _lexicon.Entry(phrase.Text);
                entry.Frame = entry.Frame.Frame < 0 ? (frame, 1) : entry.Frame;
            }
        }

        foreach (var (name, added) in list.Find("cues-add")?.Entries ?? [])
        {
            if (_cues.Find(known => known.Id == name) is not { } cue)
            {
                continue;
            }

            foreach (var (form, phrases) in added.Entries)
            {
                foreach (var entry in phrases.Items.Select(phrase => _lexicon.Entry(phrase.Text)).Where(entry => entry.Cues.Count == 0))
                {
                    entry.Cues.Add((cue, FormKeys[form]));
                }
            }
        }
    }

    private void ReadWords(ConfigNode words)
    {
        foreach (var (name, phrases) in words.Entries)
        {
            var wordClass = Choice<WordClass>(name, phrases);
            foreach (var phrase in phrases.Items)
            {
                if (phrase.Text.EndsWith('*'))
                {
                    ReadStem(phrase, wordClass);
                }
                else
                {
                    _lexicon.Entry(phrase.Text).Words |= wordClass;
                }
            }
        }
    }

    private void ReadStem(ConfigNode phrase, WordClass wordClass)
    {
        var stem = phrase.Text[..^1];
        if (TokenizedText.Of(stem) is not { Tokens.Length: 1 } word || word.Folded(0).Length < Lexicon.StemKeyLetters)
        {
            throw phrase.Fault($"\"{phrase.Text}\": a beginning of words has one word and at least {Lexicon.StemKeyLetters} letters before the star");
        }

        _lexicon.AddStem(stem, wordClass);
    }

    private void ReadFrame(ConfigNode node)
    {
        node.Only("id", "why", "outlets", "one-is-enough", "words");
        var number = _frames.Count;
        _frames.Add(new Frame(node.Required("id").Text, node.Required("why").Text)
        {
            Outlets = node.FindItems("outlets").Select(item => TokenizedText.Of(item.Text).Folded(0).ToString()).ToFrozenSet(StringComparer.Ordinal)
        });
        foreach (var (key, weight) in new[] { ("one-is-enough", Frame.Enough), ("words", 1) })
        {
            foreach (var phrase in node.FindItems(key))
            {
                _lexicon.Entry(phrase.Text).Frame = (number, weight);
            }
        }
    }

    private static TEnum Choice<TEnum>(string name, ConfigNode place)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (ConfigNode.NameOf(value) == name)
            {
                return value;
            }
        }

        var names = Enum.GetValues<TEnum>().Select(ConfigNode.NameOf).ToArray();
        throw place.Fault($"\"{name}\" is unknown here; did you mean \"{Suggestion.Nearest(name, names) ?? names[1]}\"?");
    }

    private void ReadAct(ConfigNode node)
    {
        node.Only("class", "family", "folds-into", "words");
        var rank = _acts.Count;
        _acts.Add(new ActClass(node.Required("class").Text, node.Required("family").Text, node.FindText("folds-into")));
        foreach (var phrase in node.Required("words").Items)
        {
            var entry = _lexicon.Entry(phrase.Text);
            entry.Act = entry.Act < 0 ? rank : entry.Act;
        }
    }

    private void ReadCue(ConfigNode node)
    {
        node.Only([
            "id", "kind", "accuser", "accused", "act", "particle", "before", "unless", "needs", "strength", "weight", "hedged", "carries", "joins",
                .. FormKeys.Keys]);
        var forms = FormKeys.SelectMany(key => node.FindItems(key.Key).Select(item => (item.Text, key.Value))).ToList();
        if (forms.Count == 0)
        {
            throw node.Fault($"a cue needs words: at least one of {string.Join(", ", FormKeys.Keys)}");
        }

        var act = Texts(node, "act");
        var actPlace = act is [var place] ? PlaceOf(place) : null;
        var cue = new Cue
        {
            Id = node.Required("id").Text,
            Kind = node.Find("kind")?.Choice<CueKind>() ?? CueKind.Accusation,
            Forms = forms,
            Accuser = Slots(node.FindItems("accuser")),
            Accused = Slots(node.FindItems("accused")),
            ActMarkers = actPlace is null ? act : [],
            ActPlace = actPlace,
            Particles = Texts(node, "particle"),
            Before = Texts(node, "before"),
            Unless = Texts(node, "unless"),
            Needs = node.FindItems("needs").Aggregate(CueNeeds.None, (needs, item) => needs | item.Choice<CueNeeds>()),
            Strength = node.Find("strength")?.Choice<AttributionStrength>() ?? AttributionStrength.Official,
            Weight = node.Find("weight")?.Number(0, 1) ?? 0.8,
            IsHedged = node.Find("hedged")?.Truth() ?? false,
            Carries = node.Find("carries")?.Truth() ?? false,
            Joins = node.Find("joins")?.Truth() ?? false,
        };
        _cues.Add(cue);
        foreach (var (phrase, form) in forms)
        {
            _lexicon.Entry(phrase).Cues.Add((cue, form));
        }
    }

    private List<Slot> Slots(IEnumerable<ConfigNode> items)
    {
        var slots = new List<Slot>();
        var prepositions = new List<string>();
        foreach (var item in items)
        {
            if (PlaceOf(item.Text) is { } place)
            {
                slots.Add(new Slot(place, []));
            }
            else
            {
                prepositions.Add(_lexicon.Normal(item.Text));
            }
        }

        if (prepositions.Count > 0)
        {
            slots.Add(new Slot(SlotPlace.Preposition, prepositions));
        }

        return slots;
    }

    private static SlotPlace? PlaceOf(string text) => text switch
    {
        "subject" => SlotPlace.Subject,
        "object" => SlotPlace.Object,
        "possessor" => SlotPlace.Possessor,
        "content" => SlotPlace.Content,
        "particle" => SlotPlace.Particle,
        _ => null,
    };

    /// <summary>Phrases as tokens carry them, so that they can be compared with them.</summary>
    private List<string> Texts(ConfigNode node, string key) => [.. node.FindItems(key).Select(item => _lexicon.Normal(item.Text))];
}
