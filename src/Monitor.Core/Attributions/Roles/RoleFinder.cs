using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Roles;

/// <summary>
/// Finds who stands where around a verb, by word order, prepositions and punctuation alone: light syntax that is wrong less often than it is
/// silent.
/// </summary>
internal sealed class RoleFinder
{
    private const int ObjectWordsMax = 14;
    private const int PrepositionWordsMax = 45;
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
            if (!isMarker && _sentence.Is(token,
                WordClass.Preposition | WordClass.Conjunction | WordClass.Complementizer | WordClass.Relative | WordClass.Question | WordClass.Be))
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
    /// <param name="isUsable">Whether a party found there can have the role; the next one is tried where it cannot.</param>
    public PartyGroup? After(int from, IReadOnlyList<string> prepositions, bool alsoBefore = false, Predicate<PartyGroup>? isUsable = null)
    {
        PartyGroup? before = null;
        foreach (var group in Groups)
        {
            if (group.Mark is not { } mark || !prepositions.Contains(mark) || isUsable?.Invoke(group) == false)
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
        group.MarkToken >= from && _sentence.Is(group.MarkToken, WordClass.Agent) && !IsOthersAgent(from, group.MarkToken)
            && group.MarkToken - from <= PrepositionWordsMax && !CrossesSemicolon(from, group.First));

    /// <summary>"tied to malware created by …": the agent of a verb in between.</summary>
    private bool IsOthersAgent(int from, int mark) =>
        mark > from && _sentence.Cues.Exists(hit => hit.End == mark && hit.First >= from && hit.Form is CueForm.Participle);

    /// <summary>"an earthquake has hit Iran, killing …": before the party stands a verb, and before that a subject that no book knows.</summary>
    public bool IsObjectOfUnknown(PartyGroup group)
    {
        for (var token = _sentence.First; token < group.First; token++)
        {
            if (_sentence.BreaksAfter(token) || GroupAt(token) is not null
                || _sentence.Is(token, WordClass.Complementizer | WordClass.Relative | WordClass.Subordinator))
            {
                return false;
            }
        }

        return _sentence.Any(_sentence.First + 1, group.First, WordClass.Have | WordClass.Be | WordClass.Hostile) && !_sentence.IsGerund(_sentence.First);
    }

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
            && !(_sentence.BreaksAfter(end - 1)
                && _sentence.Is(end, WordClass.Complementizer | WordClass.Relative | WordClass.Subordinator | WordClass.InfinitiveMarker | WordClass.Question)))
        {
            end++;
        }

        return [.. Groups.Where(group => group.First >= first && group.End <= end && !group.Parties[^1].IsThing
            && (group.Mark is null || _sentence.Language.ObjectMarkers.Contains(group.Mark)))];
    }

    /// <summary>"Deutschland erklärte, Russland …": what is said begins behind the comma.</summary>
    private bool OpensSpeech(int token)
    {
        if (!_sentence.HasAfter(token, ','))
        {
            return false;
        }

        foreach (var hit in _sentence.Cues)
        {
            if (hit.Cue.Kind is CueKind.Speech && hit.First <= token && token < hit.End)
            {
                return true;
            }
        }

        return false;
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
