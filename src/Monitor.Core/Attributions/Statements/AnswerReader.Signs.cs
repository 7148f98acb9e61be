using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;

namespace Monitor.Attributions.Statements;

/// <content>What tells an answer, and whose side it is about.</content>
internal sealed partial class AnswerReader
{
    /// <summary>"calls it a smear", "sprach von einem «Roman»": what the accused calls an accusation or a quotation.</summary>
    private bool CallsIt(int first, int end)
    {
        for (var token = Math.Max(first, scene.Sentence.First); token < end; token++)
        {
            if (scene.Sentence.Is(token, WordClass.Naming) && !scene.Sentence.Is(token + 1, WordClass.Naming | WordClass.Preposition)
                && (scene.Sentence.Any(token + 1, token + 4, WordClass.Pronoun | WordClass.Accusation)
                    || Enumerable.Range(token + 1, 3).Any(next => next < scene.Sentence.End && scene.Sentence.OpensQuoteBefore(next))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"responded that it was «…»".</summary>
    private bool RepliesInQuotes(int first, int end)
    {
        var reply = Math.Max(first, scene.Sentence.First);
        while (reply < end && !scene.Sentence.Is(reply, WordClass.Replying))
        {
            reply++;
        }

        return reply < end && !scene.Sentence.Any(first, end, WordClass.Agreeing)
            && Enumerable.Range(scene.Sentence.First, scene.Sentence.End - scene.Sentence.First).Any(scene.Sentence.OpensQuoteBefore);
    }

    /// <summary>"said its fleet had never …", "says the army did not …": the speaker's own side is what did not.</summary>
    private bool IsOfOwnSide(string country, IReadOnlyList<Party> speakers, int first, int end) => scene.Roles.Groups
        .Where(group => group.First >= first && group.End <= end).SelectMany(group => group.Parties)
        .Any(party => !speakers.Contains(party) && (party.IsPronoun || party.IsSelf || party.Country == country
            || party is { IsReference: true, Actor: null, Head: HeadClass.Agency or HeadClass.Forces or HeadClass.Government }))
        || Enumerable.Range(first, Math.Max(0, end - first)).Any(token => scene.Sentence.Is(token, WordClass.Negation) && HasNoSubject(token));

    /// <summary>"dijo que no financia", "répond n'avoir commis": the subject is the speaker's.</summary>
    private bool HasNoSubject(int negation) => scene.Sentence.Language.IsNounFirst && (scene.Sentence.Is(negation - 1, WordClass.Complementizer)
        || scene.Sentence.Cues.Exists(hit => hit.Cue.Kind is CueKind.Speech && hit.End == negation));
}
