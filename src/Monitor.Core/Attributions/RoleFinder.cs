namespace Monitor.Attributions;

/// <summary>Why a subject was not found, or what stands before its clause.</summary>
internal enum Boundary
{
    Start,
    Complementizer,
    Subordinator,
    Question,

    /// <summary>A noun that names no known actor is the subject.</summary>
    UnknownSubject,
}

/// <summary>A subject, and what stands before its clause.</summary>
/// <param name="Group">Null where there is none that could be placed.</param>
/// <param name="ClauseFirst">The first token of the clause as far as it was read.</param>
internal readonly record struct SubjectFound(PartyGroup? Group, Boundary Boundary, int ClauseFirst);

/// <summary>
/// Finds who stands where around a verb, by word order, prepositions and punctuation alone: light syntax that is wrong less often than it is
/// silent.
/// </summary>
internal sealed class RoleFinder
{
    private const int ObjectWordsMax = 14;
    private const int PrepositionWordsMax = 45;
    private const WordClass Skipped = WordClass.Adverb | WordClass.Be | WordClass.Have | WordClass.Time | WordClass.Hedge | WordClass.Negation | WordClass.Past
        | WordClass.Hypothetical | WordClass.Determiner | WordClass.InfinitiveMarker | WordClass.Realized | WordClass.Pluperfect;

    private readonly SentenceReading _sentence;
    private readonly int[] _groupAt;

    public RoleFinder(SentenceReading sentence, IReadOnlyList<PartyGroup> groups)
    {
        _sentence = sentence;
        Groups = groups;
        _groupAt = new int[sentence.End - sentence.First];
        _groupAt.AsSpan().Fill(-1);
        for (var i = 0; i < groups.Count; i++)
        {
            _groupAt.AsSpan(groups[i].First - sentence.First, groups[i].End - groups[i].First).Fill(i);
        }
    }

    public IReadOnlyList<PartyGroup> Groups { get; }

    public PartyGroup? GroupAt(int token) =>
        token >= _sentence.First && token < _sentence.End && _groupAt[token - _sentence.First] is >= 0 and var group ? Groups[group] : null;

    /// <summary>The subject of the verb that begins at <paramref name="verb"/>.</summary>
    /// <param name="isGerund">", accusing …": the subject is that of the main clause.</param>
    /// <param name="isReduced">"hackers accused of": whoever stands right before, with or without a preposition.</param>
    public SubjectFound Subject(int verb, bool isGerund, bool isReduced)
    {
        if (isGerund && SubjectBehindGerund(verb) is { } behind)
        {
            return new SubjectFound(behind, Boundary.Start, _sentence.First);
        }

        if (isGerund && GroupAt(verb - 1) is { } modified && !_sentence.BreaksAfter(verb - 1))
        {
            // "hackers targeting …", "a statement by Estonia condemning …": the gerund belongs to whom it follows.
            return Found(modified, Boundary.Start, modified.First);
        }

        var isLeftmost = isGerund;
        PartyGroup? found = null;
        PartyGroup? inside = null;
        var isUnknown = false;
        var token = verb - 1;
        var isNextToVerb = true;
        while (token >= _sentence.First)
        {
            if (_sentence.HasAfter(token, ';') || (_sentence.HasAfter(token, ':') && !isGerund))
            {
                return Found(found ?? inside, Boundary.Start, token + 1);
            }

            if (isNextToVerb && !isGerund && _sentence.BreaksAfter(token) && !IsListComma(token)
                && ParentheticalOpener(token) is { } opener && !(_sentence.Is(token + 1, WordClass.Conjunction)))
            {
                inside = LastGroup(opener + 1, token + 1) ?? inside;
                token = opener;
                isUnknown = false;
                continue;
            }

            if (GroupAt(token) is { } group && !(group.First >= verb))
            {
                var isThing = group.Parties[^1].IsThing || group.Parties[^1].IsActed;
                if (group.Mark is not null && !isReduced && !_sentence.Language.ObjectMarkers.Contains(group.Mark))
                {
                    token = group.MarkToken - 1;
                    isUnknown = false;
                    isNextToVerb = false;
                    continue;
                }

                if (!isLeftmost)
                {
                    return isUnknown || isThing
                        ? new SubjectFound(null, Boundary.UnknownSubject, group.First)
                        : Found(group, BoundaryBefore(group.First), group.First);
                }

                found = isThing ? found : group;
                token = group.First - 1;
                isUnknown = false;
                isNextToVerb = false;
                continue;
            }

            if (EndsClause(token, isGerund && token == verb - 1, ref isLeftmost, isNextToVerb) is { } boundary)
            {
                if (boundary is Boundary.Complementizer && _sentence.Is(token, WordClass.Relative) && found is null && !isUnknown && Antecedent(token) is { } antecedent)
                {
                    return Found(antecedent, Boundary.Start, antecedent.First);
                }

                return Found(found ?? inside, boundary, token + 1);
            }

            if (!_sentence.Is(token, Skipped | WordClass.Conjunction | WordClass.Filler) && !_sentence.IsNumber(token))
            {
                isUnknown = !_sentence.Is(token, WordClass.Preposition | WordClass.Agent | WordClass.ListIntro);
                isNextToVerb = false;
            }

            token--;
        }

        return Found(found ?? inside, Boundary.Start, _sentence.First);
    }

    /// <summary>The first party without a preposition behind the verb, before the clause ends.</summary>
    public PartyGroup? Object(int verbEnd)
    {
        var unknown = 0;
        for (var token = verbEnd; token < Math.Min(verbEnd + ObjectWordsMax, _sentence.End); token++)
        {
            if (_sentence.BreaksAfter(token - 1))
            {
                if (token > verbEnd || ParentheticalCloser(token) is not { } closer)
                {
                    return null;
                }

                token = closer;
                continue;
            }

            if (GroupAt(token) is { } group)
            {
                return group.Mark is null || group.MarkToken < verbEnd || _sentence.Language.ObjectMarkers.Contains(group.Mark) ? group : null;
            }

            var isMarker = _sentence.Language.ObjectMarkers.Contains(_sentence.WordAt(token));
            if (!isMarker && _sentence.Is(token, WordClass.Preposition | WordClass.Conjunction | WordClass.Complementizer | WordClass.Relative | WordClass.Question | WordClass.Be))
            {
                return null;
            }

            if (_sentence.IsUnknown(token) && ++unknown > 3)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The first party behind (or, where asked, before) the verb that one of the prepositions introduces.</summary>
    public PartyGroup? After(int from, IReadOnlyList<string> prepositions, bool alsoBefore = false)
    {
        PartyGroup? before = null;
        foreach (var group in Groups)
        {
            if (group.Mark is not { } mark || !prepositions.Contains(mark))
            {
                continue;
            }

            if (group.MarkToken >= from)
            {
                return group.MarkToken - from <= PrepositionWordsMax && !CrossesSemicolon(from, group.First) ? group : before;
            }

            before = alsoBefore ? group : before;
        }

        return before;
    }

    public PartyGroup? Agent(int from) => Groups.FirstOrDefault(group =>
        group.MarkToken >= from && _sentence.Is(group.MarkToken, WordClass.Agent) && !IsOthersAgent(from, group.MarkToken) && group.MarkToken - from <= PrepositionWordsMax && !CrossesSemicolon(from, group.First));

    /// <summary>"tied to malware created by …": the agent of a verb in between.</summary>
    private bool IsOthersAgent(int from, int mark) =>
        mark > from && _sentence.Cues.Exists(hit => hit.End == mark && hit.First >= from && hit.Form is CueForm.Participle);

    /// <summary>Whose it is: "US indictment", "Germany's accusation".</summary>
    public PartyGroup? Possessor(int noun)
    {
        if (GroupAt(noun) is { } around && around.First < noun)
        {
            return around;
        }

        for (var token = noun - 1; token >= Math.Max(_sentence.First, noun - 3) && !_sentence.BreaksAfter(token); token--)
        {
            if (GroupAt(token) is { } group)
            {
                return group.Parties[^1].IsThing || group.Parties[^1].IsActed || _sentence.IsPossessive(group.End - 1) || group.End == noun ? group : null;
            }

            if (_sentence.Is(token, WordClass.Preposition | WordClass.Conjunction))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>In verb-second languages: the parties without a preposition between the borders of the verb's clause, in order.</summary>
    public List<PartyGroup> Unmarked(int verb, out Boundary boundary)
    {
        var first = verb;
        boundary = Boundary.Start;
        while (first > _sentence.First)
        {
            if (_sentence.Is(first - 1, WordClass.Complementizer | WordClass.Subordinator | WordClass.Question))
            {
                boundary = _sentence.Is(first - 1, WordClass.Question) ? Boundary.Question : Boundary.Complementizer;
                break;
            }

            if (_sentence.HasAfter(first - 1, ';') || _sentence.HasAfter(first - 1, ':') || OpensSpeech(first - 1))
            {
                break;
            }

            first--;
        }

        var end = verb + 1;
        while (end < _sentence.End && !_sentence.HasAfter(end - 1, ';')
            && !(_sentence.BreaksAfter(end - 1) && _sentence.Is(end, WordClass.Complementizer | WordClass.Relative | WordClass.Subordinator | WordClass.InfinitiveMarker | WordClass.Question)))
        {
            end++;
        }

        return [.. Groups.Where(group => group.First >= first && group.End <= end && !group.Parties[^1].IsThing
            && (group.Mark is null || _sentence.Language.ObjectMarkers.Contains(group.Mark)))];
    }

    /// <summary>"Deutschland erklärte, Russland …": what is said begins behind the comma.</summary>
    private bool OpensSpeech(int token) =>
        _sentence.HasAfter(token, ',') && _sentence.Cues.Exists(hit => hit.Cue.Kind is CueKind.Speech && hit.First <= token && token < hit.End);

    private static SubjectFound Found(PartyGroup? group, Boundary boundary, int clauseFirst) => new(group, boundary, clauseFirst);

    private Boundary BoundaryBefore(int first)
    {
        for (var token = first - 1; token >= Math.Max(_sentence.First, first - 4) && !_sentence.HasAfter(token, ';'); token--)
        {
            if (_sentence.Is(token, WordClass.Question))
            {
                return Boundary.Question;
            }

            if (_sentence.Is(token, WordClass.Complementizer))
            {
                return Boundary.Complementizer;
            }
        }

        return Boundary.Start;
    }

    private Boundary? EndsClause(int token, bool isBehindSubordinator, ref bool isLeftmost, bool isNextToVerb)
    {
        if (_sentence.Is(token, WordClass.Question))
        {
            return Boundary.Question;
        }

        if (_sentence.Is(token, WordClass.Complementizer | WordClass.Relative))
        {
            return Boundary.Complementizer;
        }

        if (_sentence.Is(token, WordClass.Subordinator) && !isBehindSubordinator)
        {
            return isLeftmost ? null : Boundary.Subordinator;
        }

        if (_sentence.Is(token, WordClass.Conjunction) && isNextToVerb)
        {
            // "… summoned the ambassador and accused …": both verbs have the subject that the clause began with.
            isLeftmost = true;
        }

        return null;
    }

    /// <summary>"Accusing Russia of hacking, Estonia expelled …".</summary>
    private PartyGroup? SubjectBehindGerund(int verb)
    {
        if (verb > _sentence.First + 1)
        {
            return null;
        }

        for (var token = verb; token < Math.Min(verb + 40, _sentence.End - 1); token++)
        {
            if (_sentence.HasAfter(token, ',') && Groups.FirstOrDefault(group => group.First == token + 1) is { Mark: null } found)
            {
                return found;
            }
        }

        return null;
    }

    private PartyGroup? Antecedent(int relative)
    {
        for (var token = relative - 1; token >= Math.Max(_sentence.First, relative - 2); token--)
        {
            if (GroupAt(token) is { } group)
            {
                return group;
            }
        }

        return null;
    }

    private bool IsListComma(int token) => GroupAt(token) is { } group && group.End > token + 1;

    /// <summary>The token before the comma, dash or bracket that opened what closes behind <paramref name="token"/>.</summary>
    private int? ParentheticalOpener(int token)
    {
        var opening = _sentence.HasAfter(token, ',') ? ',' : _sentence.HasAfter(token, ')') ? '(' : _sentence.HasAfter(token, '–') ? '–' : '—';
        for (var before = token - 1; before >= Math.Max(_sentence.First, token - 40); before--)
        {
            if (_sentence.HasAfter(before, opening) && !IsListComma(before))
            {
                return before;
            }
        }

        return null;
    }

    private int? ParentheticalCloser(int first)
    {
        for (var token = first; token < Math.Min(first + 12, _sentence.End); token++)
        {
            if (_sentence.HasAfter(token, ','))
            {
                return token;
            }
        }

        return null;
    }

    private PartyGroup? LastGroup(int first, int end) =>
        Groups.LastOrDefault(group => group.First >= first && group.End <= end && !group.Parties[^1].IsThing && !group.Parties[^1].IsActed);

    private bool CrossesSemicolon(int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            if (_sentence.HasAfter(token, ';'))
            {
                return true;
            }
        }

        return false;
    }
}
