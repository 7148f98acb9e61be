using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;

namespace Monitor.Attributions.Statements;

/// <content>Who is named as the one: "it was Iran that …", "behind it stands …".</content>
internal sealed partial class DeedTieReader
{
    /// <summary>"It was Iran that …".</summary>
    private DeedTie? Cleft(PartyGroup group)
    {
        var isCleft = HasRelativeBehind(group) && sentence.Any(group.First - 2, group.First, WordClass.Be)
            && !IsNegated(group.First - 3, group.First) && !sentence.Any(group.End, group.End + 4, WordClass.Harmless);
        return isCleft ? new DeedTie("it was they who", group.First, sentence.End, false) : null;
    }

    /// <summary>Right behind, or behind what commas set apart: "fue la aviación, dice el ministerio, la que …".</summary>
    private bool HasRelativeBehind(PartyGroup group)
    {
        if (sentence.Is(group.End, WordClass.Relative))
        {
            return !sentence.BreaksAfter(group.End - 1);
        }

        for (var token = group.End; sentence.HasAfter(group.End - 1, ',') && token < Math.Min(group.End + 8, sentence.End - 2); token++)
        {
            if (sentence.HasAfter(token, ','))
            {
                return sentence.Any(token + 1, token + 3, WordClass.Relative)
                    && sentence.Cues.Exists(hit => hit.Cue.Kind is CueKind.Speech && hit.First >= group.End && hit.End <= token + 1);
            }
        }

        return false;
    }

    /// <summary>"Behind the blockades stand the services of Croatia".</summary>
    private DeedTie? StandsBehind(PartyGroup group)
    {
        if (group.Mark is not null && group.MarkToken >= 0 && sentence.Is(group.MarkToken, WordClass.Behind))
        {
            return null;
        }

        if (group.Mark is null && sentence.Is(group.End, WordClass.Behind) && !sentence.BreaksAfter(group.End - 1)
            && sentence.Sentence.Span.End <= sentence.Text.TitleEnd
            && !IsNegated(group.First - 3, group.First))
        {
            // "Seoul: North behind raid": a headline without its verb.
            return new DeedTie("who stands behind it", group.End, Math.Min(group.End + 8, sentence.End), false);
        }

        for (var token = group.First - 1; token >= Math.Max(sentence.First, group.First - BeforeMax); token--)
        {
            if (sentence.Is(token, WordClass.Behind))
            {
                return group.Mark is null && (sentence.Is(group.First - 1, WordClass.Be) || sentence.IsUnknown(group.First - 1))
                    && !IsNegated(token, group.First)
                    ? new DeedTie("who stands behind it", token, group.End, sentence.Any(token, group.First, WordClass.Hedge)) : null;
            }

            if (sentence.HasAfter(token, ';'))
            {
                return null;
            }
        }

        return null;
    }
}
