using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;
using Monitor.Tagging;

namespace Monitor.Attributions.Offices;

/// <summary>
/// Finds offices that the sentence itself ties to a state or a body. Between the two stand only words that change nothing ("new") or say that
/// the office is over; any other word makes another office of it: "Danish football president".
/// </summary>
internal sealed class OfficePhraseReader(SentenceReading sentence, IReadOnlyList<ActorMention> mentions, ActorBook actors, PersonName names)
{
    /// <summary>Offices that firms, clubs and federations do not have, so that a state's bare name may stand before them: "Norway Prime Minister".</summary>
    private static readonly HashSet<string> StatesAlone = ["prime-minister", "foreign-minister", "defence-minister", "interior-minister"];

    private const int MarkWordsMax = 5;

    /// <summary>"…, succeeding Jette Holm": the name of who held the office until now; null where the sentence names nobody.</summary>
    public (int First, int End)? Replaced(int from)
    {
        for (var token = from; token < sentence.End; token++)
        {
            if (MarkAt(token) is { Mark: OfficeMark.Replaces } found && names.From(found.End) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    public List<OfficePhrase> Find()
    {
        var phrases = new List<OfficePhrase>();
        for (var token = sentence.First; token < sentence.End; token++)
        {
            if (!sentence.Language.Lexicon.BeginsOffice(sentence.WordNumberAt(token)) || OfficeAt(token) is not { } office)
            {
                continue;
            }

            if (Owned(office) is { } phrase && !IsDenied(phrase))
            {
                phrases.Add(phrase);
            }

            token = office.End - 1;
        }

        return phrases;
    }

    /// <summary>The words of an office, and the nationality that stands among them ("ministre danoise de la Défense").</summary>
    private sealed record Named(int First, int End, IReadOnlyList<OfficeClass> Classes, ActorMention? Inside);

    /// <summary>Whose office it is, with the tokens of both.</summary>
    private sealed record Tie(ActorMention Owner, int First, int End, bool IsFormer)
    {
        public (int First, int End)? Name { get; init; }
    }

    private Named? OfficeAt(int first)
    {
        var node = 0;
        Named? longest = null;
        ActorMention? inside = null;
        for (var token = first; token < sentence.End; token++)
        {
            if (token > first && sentence.BreaksAfter(token - 1))
            {
                break;
            }

            if (token > first && inside is null && sentence.Language.IsNounFirst && Demonym(token) is { } adjective)
            {
                inside = adjective;
                token = adjective.EndToken - 1;
                continue;
            }

            var word = sentence.WordNumberAt(token);
            if (word < 0 || !sentence.Language.Lexicon.TryStep(ref node, word, out var entry))
            {
                break;
            }

            if (entry is { Offices.Count: > 0 })
            {
                longest = new Named(first, token + 1, entry.Offices, inside);
            }
        }

        return longest;
    }

    private ActorMention? Demonym(int token) =>
        mentions.FirstOrDefault(mention => mention.FirstToken == token && mention is { Role: AliasRole.Demonym, Actor.Kind: ActorKind.State });

    private OfficePhrase? Owned(Named office)
    {
        if ((Inside(office) ?? Before(office) ?? Behind(office) ?? Around(office)) is not { } tie || HasBreak(tie.First, tie.End))
        {
            return null;
        }

        var kind = KindOf(tie.Owner);
        var country = tie.Owner.Actor.Country;
        var held = office.Classes.FirstOrDefault(one =>
            (one.Owners & kind) != 0 && (one.Only.Count == 0 || (country is not null && one.Only.Contains(country))));
        if (held is null || (kind is OfficeOwners.State && tie.First == tie.Owner.FirstToken && IsBare(tie.Owner) && !StatesAlone.Contains(held.Id)))
        {
            return null;
        }

        var owner = kind is OfficeOwners.Body || held.Owners is OfficeOwners.Agency ? tie.Owner.Actor
            : country is null ? null : actors.State(country);
        return owner is null ? null : new OfficePhrase(tie.First, tie.End, held, owner.Id, tie.IsFormer) { Name = tie.Name };
    }

    private Tie? Inside(Named office) => office.Inside is { } adjective ? Lead(adjective, office.First, office.End) : null;

    /// <summary>"Danish prime minister", "NATO's new secretary general".</summary>
    private Tie? Before(Named office)
    {
        var owner = mentions.LastOrDefault(mention => mention.FirstToken <= office.First && KindOf(mention) is not OfficeOwners.None);
        if (owner is null || owner.FirstToken == office.First)
        {
            return null;
        }

        var isFormer = false;
        for (var token = owner.EndToken; token < office.First; token++)
        {
            var (mark, end) = MarkAt(token);
            if (mark is not (OfficeMark.Plain or OfficeMark.Former) || end > office.First)
            {
                return null;
            }

            isFormer |= mark is OfficeMark.Former;
            token = end - 1;
        }

        var tie = Lead(owner, owner.FirstToken, Math.Max(owner.EndToken, office.End));
        return tie is null || (tie.Name is null && IsPartOfName(owner.FirstToken)) ? null : tie with { IsFormer = tie.IsFormer || isFormer };
    }

    /// <summary>"prime minister of Denmark", "première ministre danoise", "Ministerpräsidentin Dänemarks".</summary>
    private Tie? Behind(Named office)
    {
        if (mentions.FirstOrDefault(mention => mention.FirstToken == office.First && mention.EndToken > office.End) is { } whole)
        {
            // The tagger took the office and its state for one.
            return KindOf(whole) is OfficeOwners.None ? null : Lead(whole, office.First, whole.EndToken);
        }

        if (sentence.BreaksAfter(office.End - 1))
        {
            return null;
        }

        if (sentence.Language.IsNounFirst && Demonym(office.End) is { } adjective)
        {
            return Lead(adjective, office.First, adjective.EndToken);
        }

        if (sentence.Language.IsVerbSecond && NameAt(office.End) is { } genitive && sentence.Text.Folded(genitive.EndToken - 1).EndsWith("s"))
        {
            return Lead(genitive, office.First, genitive.EndToken);
        }

        return OwnerOf(office.End) is { } owner ? Lead(owner, office.First, owner.EndToken) : null;
    }

    /// <summary>"Prime Minister Jette Holm of Denmark"; before the office stands nothing that could make another of it ("club president").</summary>
    private Tie? Around(Named office)
    {
        var before = office.First - 1;
        if (sentence.BreaksAfter(office.End - 1) || names.From(office.End) is not { } name || sentence.BreaksAfter(name.End - 1)
            || OwnerOf(name.End) is not { } owner || IsPartOfName(office.First)
            || (before >= sentence.First && !sentence.BreaksAfter(before) && sentence.IsUnknown(before) && MarkBefore(office.First).Mark is OfficeMark.None))
        {
            return null;
        }

        var tie = Lead(owner, office.First, owner.EndToken);
        return tie is null ? null : tie with { Name = name };
    }

    /// <summary>"of Denmark", "of the Netherlands".</summary>
    private ActorMention? OwnerOf(int first)
    {
        var (mark, token) = MarkAt(first);
        if (mark is not OfficeMark.Of)
        {
            return null;
        }

        while (sentence.Is(token, WordClass.Determiner) && mentions.All(mention => mention.FirstToken != token))
        {
            token++;
        }

        return NameAt(token) is { } owner && !sentence.IsPossessive(owner.EndToken - 1) ? owner : null;
    }

    private ActorMention? NameAt(int token) =>
        mentions.FirstOrDefault(mention =>
            mention.FirstToken == token && mention.Role is AliasRole.Name or AliasRole.Acronym && KindOf(mention) is not OfficeOwners.None);

    /// <summary>With the words before the phrase that belong to it; null where one of them says that nobody holds the office.</summary>
    private Tie? Lead(ActorMention owner, int first, int end)
    {
        var isFormer = false;
        var token = first;
        for (var (mark, at) = MarkBefore(token); mark is OfficeMark.Plain or OfficeMark.Former; (mark, at) = MarkBefore(token))
        {
            isFormer |= mark is OfficeMark.Former;
            token = at;
        }

        while (sentence.Is(token - 1, WordClass.Determiner) && !sentence.BreaksAfter(token - 1))
        {
            token--;
        }

        // "candidate for Danish prime minister", "plays the Danish prime minister".
        var (before, start) = MarkBefore(token);
        var isNever = before is OfficeMark.Never || (before is OfficeMark.Of && MarkBefore(start).Mark is OfficeMark.Never);
        if (isNever)
        {
            return null;
        }

        // "Mart Tuulik was sworn in as foreign minister of Estonia".
        var takes = before is OfficeMark.Takes && names.From(end) is null ? names.Before(start) : null;
        return new Tie(owner, first, end, isFormer) { Name = takes };
    }

    /// <summary>What the words right before a token say, and where they begin.</summary>
    private (OfficeMark Mark, int First) MarkBefore(int end)
    {
        // The longest: "sworn in as" is more than "as".
        var longest = (OfficeMark.None, end);
        for (var first = end - 1; first >= Math.Max(sentence.First, end - MarkWordsMax) && !sentence.BreaksAfter(first); first--)
        {
            longest = MarkAt(first) is { Mark: not OfficeMark.None } found && found.End == end ? (found.Mark, first) : longest;
        }

        return longest;
    }

    /// <summary>"Air France president", "the carmaker's US president", "Bank of China president": the state belongs to the name of something else.</summary>
    private bool IsPartOfName(int owner)
    {
        var before = owner - 1;
        if (before < sentence.First || sentence.BreaksAfter(before))
        {
            return false;
        }

        return sentence.IsPossessive(before) || (sentence.IsCapitalized(before) && sentence.IsUnknown(before) && MarkAt(before).Mark is OfficeMark.None)
            || (MarkAt(before).Mark is OfficeMark.Of && before > sentence.First && sentence.IsCapitalized(before - 1));
    }

    /// <summary>What follows makes another office of it, or none: "president-elect", "president of FIFA", "the prime minister's wife".</summary>
    private bool IsDenied(OfficePhrase phrase)
    {
        if (sentence.IsPossessive(phrase.End - 1) || sentence.ClosesQuoteAfter(phrase.End - 1))
        {
            return true;
        }

        return !sentence.BreaksAfter(phrase.End - 1) && MarkAt(phrase.End).Mark is OfficeMark.Never or OfficeMark.Of;
    }

    private (OfficeMark Mark, int End) MarkAt(int first)
    {
        var node = 0;
        var longest = (OfficeMark.None, first + 1);
        for (var token = Math.Max(first, sentence.First); token < sentence.End; token++)
        {
            var word = sentence.WordNumberAt(token);
            if (word < 0 || !sentence.Language.Lexicon.TryStep(ref node, word, out var entry))
            {
                break;
            }

            longest = entry is { OfficeMark: not OfficeMark.None } ? (entry.OfficeMark, token + 1) : longest;
            if (sentence.BreaksAfter(token))
            {
                break;
            }
        }

        return longest;
    }

    private bool HasBreak(int first, int end)
    {
        for (var token = first; token < end - 1; token++)
        {
            if (sentence.BreaksAfter(token))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"France president": neither "French" nor "France's".</summary>
    private bool IsBare(ActorMention owner)
    {
        if (owner.Actor.Kind is ActorKind.State)
        {
            return owner.Role is AliasRole.Name && !sentence.IsPossessive(owner.EndToken - 1);
        }

        var name = owner.Actor.Country is { } country ? actors.State(country)?.Name : null;
        var written = owner.Span.Of(sentence.Text.Value);
        return name is not null && written.StartsWith(name, StringComparison.OrdinalIgnoreCase) && written.Length > name.Length
            && written[name.Length] == ' ';
    }

    private static OfficeOwners KindOf(ActorMention mention) => mention.Actor switch
    {
        { Kind: ActorKind.State or ActorKind.Government } => mention.Role switch
        {
            AliasRole.Capital => OfficeOwners.None,
            AliasRole.Metonym => OfficeOwners.Agency,
            _ => OfficeOwners.State,
        },
        // "US Secretary of State" is a name of the department.
        { Kind: ActorKind.Agency } => mention.Role is AliasRole.Office ? OfficeOwners.State | OfficeOwners.Agency : OfficeOwners.Agency,
        { Kind: ActorKind.Alliance or ActorKind.Organization, Id: var id } when mention.Role is AliasRole.Capital or AliasRole.Metonym
            || id.StartsWith("org:", StringComparison.OrdinalIgnoreCase) => OfficeOwners.None,
        { Kind: ActorKind.Alliance or ActorKind.Organization } => OfficeOwners.Body,
        _ => OfficeOwners.None,
    };
}
