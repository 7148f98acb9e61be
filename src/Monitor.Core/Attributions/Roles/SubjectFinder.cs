using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Roles;

/// <summary>Walks from a verb to the left until it meets the verb's subject or the border of its clause.</summary>
/// <param name="isGerund">", accusing …": the subject is that of the main clause.</param>
/// <param name="isReduced">"hackers accused of": whoever stands right before, with or without a preposition.</param>
internal sealed class SubjectFinder(SentenceReading sentence, RoleFinder roles, int verb, bool isGerund, bool isReduced)
{
    private const WordClass Skipped = WordClass.Adverb | WordClass.Be | WordClass.Have | WordClass.Time | WordClass.Hedge | WordClass.Negation | WordClass.Past
        | WordClass.Hypothetical | WordClass.Determiner | WordClass.InfinitiveMarker | WordClass.Realized | WordClass.Pluperfect;

    private const int ParentheticalWordsMax = 40;

    private int _token = verb - 1;

    /// <summary>The subject of a clause that the verb shares with others ("… and accused"): the one furthest to the left.</summary>
    private PartyGroup? _leftmost;

    /// <summary>A party between commas before the verb: the subject where nothing better is found.</summary>
    private PartyGroup? _inside;

    /// <summary>A noun that no book knows stands between the verb and what is read now.</summary>
    private bool _isUnknown;

    private bool _isNextToVerb = true;
    private bool _isShared;

    /// <summary>Between the verb and what is read now stand words such as "four other governments".</summary>
    private bool _isListTail;

    public SubjectFound Find()
    {
        if (isGerund && (BehindGerund() ?? BeforeGerund()) is { } near)
        {
            return near;
        }

        while (_token >= sentence.First)
        {
            if (sentence.HasAfter(_token, ';') || (sentence.HasAfter(_token, ':') && !isGerund))
            {
                return new SubjectFound(_leftmost ?? _inside, Boundary.Start, _token + 1);
            }

            if (SkipParenthetical())
            {
                continue;
            }

            if (roles.GroupAt(_token) is { } group && group.First < verb)
            {
                if (Meet(group) is { } subject)
                {
                    return subject;
                }
            }
            else if (BorderHere() is { } border)
            {
                return border;
            }
            else
            {
                Pass();
            }
        }

        return isGerund && _leftmost is { } found && roles.IsObjectOfUnknown(found)
            ? new SubjectFound(null, Boundary.UnknownSubject, sentence.First) : new SubjectFound(_leftmost ?? _inside, Boundary.Start, sentence.First);
    }

    /// <summary>"Accusing Russia of hacking, Estonia expelled …".</summary>
    private SubjectFound? BehindGerund()
    {
        if (verb > sentence.First + 1)
        {
            return null;
        }

        for (var token = verb; token < Math.Min(verb + ParentheticalWordsMax, sentence.End - 1); token++)
        {
            if (sentence.HasAfter(token, ',') && roles.Groups.FirstOrDefault(group => group.First == token + 1) is { Mark: null } found)
            {
                return new SubjectFound(found, Boundary.Start, sentence.First);
            }
        }

        return null;
    }

    /// <summary>"hackers targeting …", "a statement by Estonia condemning …": the gerund belongs to whom it follows.</summary>
    private SubjectFound? BeforeGerund() =>
        roles.GroupAt(verb - 1) is { } modified && !sentence.BreaksAfter(verb - 1) ? new SubjectFound(modified, Boundary.Start, modified.First) : null;

    /// <summary>Leaps over what stands between commas, dashes or brackets right before the verb.</summary>
    private bool SkipParenthetical()
    {
        if (!_isNextToVerb || isGerund || !sentence.BreaksAfter(_token) || IsListComma(_token) || sentence.Is(_token + 1, WordClass.Conjunction)
            || ParentheticalOpener() is not { } opener)
        {
            return false;
        }

        _inside = roles.Groups.LastOrDefault(group => group.First >= opener + 1 && group.End <= _token + 1 && !group.Parties[^1].IsThing
            && !group.Parties[^1].IsActed) ?? _inside;
        _token = opener;
        _isUnknown = false;
        return true;
    }

    private SubjectFound? Meet(PartyGroup group)
    {
        var isThing = group.Parties[^1].IsThing || group.Parties[^1].IsActed;
        if (group.Mark is not null && !isReduced && !sentence.Language.ObjectMarkers.Contains(group.Mark))
        {
            _token = group.MarkToken - 1;
            SkipReduced(group.MarkToken);

            _isUnknown = false;
            _isNextToVerb = false;
            return null;
        }

        if (IsObjectInRelativeClause(group))
        {
            _token = sentence.Is(group.First - 2, WordClass.Relative) ? group.First - 3 : group.First - 4;
            _isUnknown = false;
            return null;
        }

        if (!isGerund && !_isShared)
        {
            return _isUnknown || isThing
                ? new SubjectFound(null, Boundary.UnknownSubject, group.First)
                : new SubjectFound(group.Parties.All(party => party.Actor is null)
                    && _inside is not null ? _inside : group, BoundaryBefore(group.First), group.First);
        }

        _leftmost = isThing ? _leftmost : group;
        _token = group.First - 1;
        _isUnknown = false;
        _isNextToVerb = false;
        return null;
    }

    /// <summary>
    /// "the hacker arrested by the police was …", "officials briefed on the talks said", "hackers linked to Iran broke …": the participle belongs to
    /// the noun before it.
    /// </summary>
    private void SkipReduced(int mark)
    {
        if (_token <= sentence.First || sentence.BreaksAfter(_token) || sentence.Is(_token, WordClass.Be))
        {
            return;
        }

        if (sentence.Is(_token, WordClass.Linker | WordClass.LinkAdjective))
        {
            while (sentence.Is(_token, WordClass.Linker | WordClass.LinkAdjective) && roles.GroupAt(_token) is null)
            {
                _token--;
            }
        }
        else if ((sentence.Is(mark, WordClass.Agent) && !sentence.Is(_token - 1, WordClass.Be))
            || (sentence.IsUnknown(_token) && !sentence.IsCapitalized(_token) && !sentence.BreaksAfter(_token - 1)
                && roles.GroupAt(_token - 1) is { Mark: null } owner && !owner.Parties[^1].IsThing))
        {
            _token--;
        }
    }

    /// <summary>"hackers who attacked Norway were …": Norway is the object of a relative clause; the subject stands before that.</summary>
    private bool IsObjectInRelativeClause(PartyGroup group) =>
        sentence.IsCueAt(group.First - 1) && !sentence.BreaksAfter(group.First - 1) && group.First - 2 is var before
        && (sentence.Is(before, WordClass.Relative) || (sentence.Is(before, WordClass.Have | WordClass.Adverb) && sentence.Is(before - 1, WordClass.Relative)));

    private SubjectFound? BorderHere()
    {
        if (sentence.Is(_token, WordClass.Question))
        {
            return new SubjectFound(_leftmost ?? _inside, Boundary.Question, _token + 1);
        }

        if (sentence.Is(_token, WordClass.Complementizer | WordClass.Relative))
        {
            return sentence.Is(_token, WordClass.Relative) && _leftmost is null && !_isUnknown && Antecedent() is { } antecedent
                ? new SubjectFound(antecedent, Boundary.Start, antecedent.First)
                : new SubjectFound(_leftmost ?? _inside, Boundary.Complementizer, _token + 1);
        }

        var isBehindSubordinator = isGerund && _token == verb - 1;
        if (sentence.Is(_token, WordClass.Subordinator) && !isBehindSubordinator)
        {
            return isGerund || _isShared ? null : new SubjectFound(_leftmost ?? _inside, Boundary.Subordinator, _token + 1);
        }

        // "… summoned the ambassador and accused …": both verbs have the subject that the clause began with.
        // Not so in "Spain and four other governments accused …".
        _isShared |= sentence.Is(_token, WordClass.Conjunction) && _isNextToVerb && !_isListTail;
        _isListTail |= _isNextToVerb && (sentence.IsNumber(_token)
            || (sentence.Is(_token, WordClass.Filler | WordClass.Determiner) && !sentence.Is(_token, WordClass.Adverb)));
        return null;
    }

    private void Pass()
    {
        if (!sentence.Is(_token, Skipped | WordClass.Conjunction | WordClass.Filler) && !sentence.IsNumber(_token))
        {
            _isUnknown = !sentence.Is(_token, WordClass.Preposition | WordClass.Agent | WordClass.ListIntro);
            _isNextToVerb = false;
        }
        else if (sentence.Is(_token, WordClass.Place) && sentence.IsCapitalized(_token + 1) && !sentence.BreaksAfter(_token))
        {
            // "prosecutors in Gdansk said": a place that no book knows.
            _isUnknown = false;
        }

        _token--;
    }

    private Boundary BoundaryBefore(int first)
    {
        for (var token = first - 1; token >= Math.Max(sentence.First, first - 4) && !sentence.HasAfter(token, ';'); token--)
        {
            if (sentence.Is(token, WordClass.Question))
            {
                return Boundary.Question;
            }

            if (sentence.Is(token, WordClass.Complementizer))
            {
                return Boundary.Complementizer;
            }

            if (token == first - 1 && sentence.Is(token, WordClass.Subordinator) && !sentence.BreaksAfter(token))
            {
                return Boundary.Subordinator;
            }
        }

        return Boundary.Start;
    }

    /// <summary>Whom "who" and "that" mean: the party before, also across what a comma sets apart ("It was Russia, Estonia said, that …").</summary>
    private PartyGroup? Antecedent()
    {
        for (var token = _token - 1; token >= Math.Max(sentence.First, _token - 2); token--)
        {
            if (roles.GroupAt(token) is { } group)
            {
                return group;
            }
        }

        return sentence.HasAfter(_token - 1, ',')
            ? roles.Groups.FirstOrDefault(group => group.Mark is null && group.First - sentence.First <= 3 && sentence.Is(group.First - 1, WordClass.Be)
                && sentence.HasAfter(group.End - 1, ','))
            : null;
    }

    private bool IsListComma(int token) => roles.GroupAt(token) is { } group && group.End > token + 1;

    /// <summary>The token before the comma, dash or bracket that opened what closes behind the present one.</summary>
    private int? ParentheticalOpener()
    {
        var opening = sentence.HasAfter(_token, ',') ? ',' : sentence.HasAfter(_token, ')') ? '(' : sentence.HasAfter(_token, '–') ? '–' : '—';
        for (var before = _token - 1; before >= Math.Max(sentence.First, _token - ParentheticalWordsMax); before--)
        {
            if (sentence.HasAfter(before, opening) && !IsListComma(before))
            {
                return before;
            }
        }

        return null;
    }
}
