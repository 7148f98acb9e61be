using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Statements;

/// <summary>
/// A deed by any verb: where harm is spoken of, what a source says another side did is a deed unless the verb is known to harm nobody
/// ("Iran paid the bikers", "the drones were guided by …").
/// </summary>
internal sealed class OpenVerbReader(Scene scene)
{
    private const int BetweenMax = 5;
    private const int ParticleMax = 3;
    private const WordClass Skipped = WordClass.Have | WordClass.Adverb | WordClass.Hedge | WordClass.Modal | WordClass.Pluperfect | WordClass.Past
        | WordClass.Realized | WordClass.Time;

    private const WordClass NoDeed = WordClass.Harmless | WordClass.Silent | WordClass.Denying | WordClass.Agreeing | WordClass.Negation
        | WordClass.Hypothetical | WordClass.Clearing | WordClass.Preposition | WordClass.Conjunction | WordClass.Complementizer | WordClass.Relative
        | WordClass.Subordinator | WordClass.Question | WordClass.Determiner | WordClass.Imagined;

    public DeedTie? Of(PartyGroup group, Party party)
    {
        if (!scene.IsNearHarm || party.IsThing && party.Head is not (HeadClass.Forces or HeadClass.Staff))
        {
            return null;
        }

        return group.Mark is null ? AsPredicate(group, party) ?? AsSubject(group)
            : scene.Sentence.Is(group.MarkToken, WordClass.Origin) ? AsOrigin(group) : AsAgent(group);
    }

    /// <summary>"the trawler was a Russian spy ship": whose it was.</summary>
    private DeedTie? AsPredicate(PartyGroup group, Party party) =>
        party.Head is HeadClass.Forces or HeadClass.Hackers or HeadClass.Agency && scene.Sentence.Is(group.First - 1, WordClass.Be)
            && !scene.Sentence.Any(group.First - 3, group.First + 1, WordClass.Negation | WordClass.Hypothetical)
            ? new DeedTie("whose it was", scene.Sentence.First, group.End, scene.Sentence.Any(group.First - 4, group.First, WordClass.Hedge)) : null;

    /// <summary>"took off from a Russian corvette", "run from Fujian".</summary>
    private DeedTie? AsOrigin(PartyGroup group) =>
        !scene.Sentence.Is(group.MarkToken - 1, NoDeed) && scene.Sentence.IsUnknown(group.MarkToken - 1) && !scene.Sentence.BreaksAfter(group.MarkToken - 1)
            && group.Parties[0].Head is HeadClass.Forces or HeadClass.Hackers or HeadClass.Agency
            ? new DeedTie("from where", Math.Max(scene.Sentence.First, group.MarkToken - 6), group.End, false) : null;

    private DeedTie? AsSubject(PartyGroup group)
    {
        if (group.First > scene.Sentence.First && !scene.Sentence.BreaksAfter(group.First - 1)
            && (scene.Sentence.Is(group.First - 1, WordClass.Hostile | WordClass.Subordinator | WordClass.Question)
                || scene.Sentence.IsUnknown(group.First - 1) && !scene.Sentence.IsCapitalized(group.First - 1) && !IsSpeech(group.First - 1)))
        {
            // "sinking the trawler", "if Russia", "hit Iran": no subject.
            return null;
        }

        var isProgressive = false;
        for (var token = group.End; token < Math.Min(group.End + BetweenMax, scene.Sentence.End - 1); token++)
        {
            if (scene.Sentence.BreaksAfter(token - 1))
            {
                return null;
            }

            if (scene.Sentence.Is(token, WordClass.Be))
            {
                isProgressive = true;
            }
            else if (scene.Sentence.Is(token, WordClass.Modal) && !scene.Sentence.Is(token + 1, WordClass.Have))
            {
                // "may target its election": it has not happened.
                return null;
            }
            else if (!scene.Sentence.Is(token, Skipped))
            {
                return IsVerb(token, isProgressive) ? new DeedTie("what they did", token, Math.Min(token + 8, scene.Sentence.End),
                    scene.Sentence.Any(group.End, token, WordClass.Hedge | WordClass.Modal)) : null;
            }
        }

        return null;
    }

    /// <summary>A word that no file knows as harmless, with something behind it that it is done to; behind "is" only a verb that goes on.</summary>
    private bool IsVerb(int token, bool isProgressive) => !scene.Sentence.Is(token, NoDeed) && !scene.Sentence.IsCapitalized(token)
        && !scene.Sentence.Is(token, WordClass.Hostile) && scene.Sentence.HeadAt(token) is HeadClass.None && !scene.Sentence.IsNumber(token)
        && !IsSpeech(token) && scene.Roles.GroupAt(token) is null
        && (!isProgressive || scene.Sentence.IsGerund(token)) && (isProgressive || !scene.Sentence.IsGerund(token))
        && !scene.Sentence.BreaksAfter(token) && token + 1 < scene.Sentence.End;

    private bool IsSpeech(int token) => scene.Sentence.BeginsCue(token)
        && (scene.Sentence.BeginsCue(token, CueKind.Speech) || scene.Sentence.BeginsCue(token, CueKind.Denial)
            || scene.Sentence.BeginsCue(token, CueKind.Retraction) || scene.Sentence.BeginsCue(token, CueKind.Accusation));

    /// <summary>"were supplied and guided by the Emirates", "are sent up by Minsk".</summary>
    private DeedTie? AsAgent(PartyGroup group)
    {
        if (scene.Sentence.Language.IsVerbSecond || group.MarkToken < 0 || !scene.Sentence.Is(group.MarkToken, WordClass.Agent)
            || scene.Sentence.BreaksAfter(group.MarkToken - 1))
        {
            return null;
        }

        // "paid for by", "sent up by".
        var verb = group.MarkToken - 1;
        while (verb > group.MarkToken - ParticleMax && !IsDoing(verb) && scene.Sentence.Is(verb, WordClass.Preposition | WordClass.Adverb | WordClass.Agent)
            && scene.Roles.GroupAt(verb) is null)
        {
            verb--;
        }

        return IsDoing(verb) && !scene.Sentence.Any(verb - 4, verb, WordClass.Negation | WordClass.Hypothetical | WordClass.Subordinator)
            && (scene.Sentence.Any(verb - 4, verb, WordClass.Be) || scene.Sentence.IsUnknown(verb))
            ? new DeedTie("by whom", Math.Max(scene.Sentence.First, verb - 6), group.End, scene.Sentence.Any(verb - 4, verb, WordClass.Hedge)) : null;
    }

    private bool IsDoing(int verb) => verb > scene.Sentence.First && !scene.Sentence.Is(verb, NoDeed) && !scene.Sentence.IsCapitalized(verb)
        && !IsSpeech(verb) && scene.Roles.GroupAt(verb) is null;
}
