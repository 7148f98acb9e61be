using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Parties;

/// <summary>Puts parties named as one together: lists with "and", with "including", and a title's commas.</summary>
internal static class PartyGrouping
{
    /// <summary>At most this many words lie between two members of a list.</summary>
    private const int BetweenMax = 8;

    public static List<PartyGroup> Group(SentenceReading sentence, List<Party> parties)
    {
        var groups = new List<PartyGroup>();
        var members = new List<Party>();
        var open = 0;
        for (var i = 0; i < parties.Count; i++)
        {
            var party = parties[i];
            if (members.Count > 0)
            {
                var join = JoinOf(sentence, members[^1], party);
                if (join is Join.Comma && members is [{ Mark: not null } opener] && !sentence.Cues.Exists(hit => hit.First < opener.First))
                {
                    // "In a blow to China, the alliance …": the comma ends the phrase that the sentence opens with.
                    join = Join.None;
                }

                if (join is Join.None)
                {
                    Close(sentence, groups, members, open);
                    open = 0;
                }
                else
                {
                    open = join is Join.Comma ? open + 1 : 0;
                }
            }

            members.Add(party);
        }

        Close(sentence, groups, members, open);
        return groups;
    }

    private enum Join
    {
        None,

        /// <summary>Only a comma: a list if an "and" follows.</summary>
        Comma,
        Word,
    }

    /// <summary>Commas that no "and" followed joined nothing, except in a title.</summary>
    private static void Close(SentenceReading sentence, List<PartyGroup> groups, List<Party> members, int open)
    {
        if (members.Count == 0)
        {
            return;
        }

        if (members.Count > 2 && sentence.IsCueAt(members[0].First - 1) && sentence.HasAfter(members[0].End - 1, ',') && IsSpeechAt(sentence, members[^1].End))
        {
            // "… hit Albania, the police and the army said": what comes before the comma is an object, behind it they speak.
            groups.Add(new PartyGroup([members[0]]));
            members.RemoveAt(0);
        }

        // "by Norway, Sweden and other partners" is a list as well.
        var end = members[^1].End;
        open = sentence.Is(end, WordClass.Conjunction) && sentence.Is(end + 1, WordClass.Filler | WordClass.Determiner)
            && members[^1].Mark is null ? 0 : Math.Min(open, members.Count - 1);
        var joined = sentence.Sentence.Span.End <= sentence.Text.TitleEnd ? members.Count : members.Count - open;
        if (joined > 0)
        {
            groups.Add(new PartyGroup([.. members.Take(joined)]));
        }

        groups.AddRange(members.Skip(joined).Select(party => new PartyGroup([party])));
        members.Clear();
    }

    /// <summary>"Jane Doe, 24, and …".</summary>
    private static bool IsAge(SentenceReading sentence, int token) =>
        sentence.IsNumber(token) && sentence.HasAfter(token - 1, ',') && sentence.HasAfter(token, ',');

    private static bool IsSpeechAt(SentenceReading sentence, int token) => sentence.BeginsCue(token, CueKind.Speech);

    private static Join JoinOf(SentenceReading sentence, Party left, Party right)
    {
        if (left.IsThing || right.IsThing || left.IsPronoun || right.IsPronoun || left.IsActed != right.IsActed || right.CoreFirst - left.End > BetweenMax
            || (left.End == right.CoreFirst && !sentence.HasAfter(left.End - 1, ',')))
        {
            return Join.None;
        }

        var join = Join.None;
        for (var token = left.End - 1; token < right.CoreFirst; token++)
        {
            if (token >= left.End)
            {
                if (sentence.Is(token, WordClass.Conjunction | WordClass.ListIntro))
                {
                    join = Join.Word;
                }
                else if (!sentence.Is(token, WordClass.Filler | WordClass.Determiner) && !IsAge(sentence, token))
                {
                    return Join.None;
                }
            }

            if (sentence.BreaksAfter(token))
            {
                if (!sentence.HasAfter(token, ',') && !sentence.HasAfter(token, '(') && !sentence.HasAfter(token, ')'))
                {
                    return Join.None;
                }

                join = join is Join.None ? Join.Comma : join;
            }
        }

        return join;
    }
}
