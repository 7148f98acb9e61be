using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Reads who exactly is charged or listed, in a sentence on an indictment or a sanction and in the one behind it.</summary>
internal sealed class InstrumentReader(ArticleContext context, SentenceReading sentence)
{
    private const int NameWordsMax = 5;

    /// <summary>A sentence with a larger share of capitalised words is a headline, in which capitals name nobody.</summary>
    private const double CapitalizedShareMax = 0.6;

    private const WordClass InsideLists = WordClass.Conjunction | WordClass.ListIntro | WordClass.Determiner | WordClass.Adverb | WordClass.Filler;

    /// <summary>The marks of <see cref="InstrumentMarks"/> that the phrase for the accused and the names behind it give, ordered.</summary>
    public IReadOnlyList<string> Read(PartyGroup? accused)
    {
        var marks = new SortedSet<string>(StringComparer.Ordinal);
        if (accused is null)
        {
            return [];
        }

        foreach (var party in accused.Parties)
        {
            if (party.Actor is { } named && OpenName.IsOfNobody(named))
            {
                continue;
            }

            if (party.Actor is { Kind: ActorKind.ThreatGroup or ActorKind.Agency or ActorKind.Company or ActorKind.Person } actor)
            {
                marks.Add(InstrumentMarks.Group(actor.Id));
            }
        }

        if (accused.Parties.Where(party => party.Actor is not { } actor || !OpenName.IsOfNobody(actor)).ToList() is [var counted]
            && CountOf(counted) is { } count)
        {
            marks.Add(InstrumentMarks.Count(count));
        }

        marks.UnionWith(Names(accused.First, accused.End));
        return [.. marks];
    }

    /// <summary>"The defendants, Ivan Petrov and Oleg Sidorov, …": the names that the sentence behind gives.</summary>
    public IReadOnlyList<string> Following()
    {
        for (var token = sentence.First + 1; token < sentence.End; token++)
        {
            if (sentence.HeadAt(token) is HeadClass.Nationals or HeadClass.Company or HeadClass.Hackers && sentence.Is(token - 1, WordClass.Definite))
            {
                return [.. Names(token, sentence.HeadEnd(token)).Distinct().Order(StringComparer.Ordinal)];
            }
        }

        return [];
    }

    /// <summary>Neighbouring capitalised words that no book knows, from the phrase on to where the list of names behind it ends.</summary>
    private List<string> Names(int from, int phraseEnd)
    {
        var names = new List<string>();
        if (IsHeadline())
        {
            return names;
        }

        for (var token = from; token < sentence.End; token++)
        {
            var first = token;
            while (token < sentence.End && token - first < NameWordsMax && (IsNamePart(token) || (token > first && IsInitial(token)))
                && (token == first || !sentence.BreaksAfter(token - 1)))
            {
                token++;
            }

            if (token - first >= 2)
            {
                names.Add(InstrumentMarks.Name(string.Join(' ', Enumerable.Range(first, token - first).Select(part => sentence.Text.Folded(part).ToString()))));
            }

            if (token > first)
            {
                token--;
            }
            else if (token >= phraseEnd && !sentence.Is(token, InsideLists) && !sentence.IsNumber(token))
            {
                break;
            }
        }

        return names;
    }

    private bool IsNamePart(int token) => sentence.IsCapitalized(token) && sentence.IsUnknown(token) && !context.IsMentioned(token);

    /// <summary>"Ivan A. Petrov".</summary>
    private bool IsInitial(int token) => sentence.IsCapitalized(token) && sentence.Text.Written(token).Length == 1 && sentence.HasAfter(token, '.');

    private bool IsHeadline()
    {
        var capitalized = 0;
        for (var token = sentence.First; token < sentence.End; token++)
        {
            capitalized += sentence.IsCapitalized(token) ? 1 : 0;
        }

        return capitalized > CapitalizedShareMax * sentence.Sentence.TokenCount;
    }

    private int? CountOf(Party party)
    {
        for (var token = party.First; token < Math.Max(party.CoreFirst, party.First + 1); token++)
        {
            if (sentence.NumberAt(token) is { } number)
            {
                return number;
            }
        }

        return null;
    }
}
