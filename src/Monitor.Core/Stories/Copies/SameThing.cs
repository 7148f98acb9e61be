namespace Monitor.Stories.Copies;

/// <summary>
/// Whether two texts in much the same words speak of one thing: who, whom, which number, which identifier and which place headline and first
/// sentence name. A copy
/// that was spun, cut or badly scanned changes plain words as readily as names; the same form filled in anew changes just these.
/// </summary>
internal static class SameThing
{
    /// <summary>Names, numbers and plain words of content of a text that is no more than a brief.</summary>
    private const int BriefMax = 30;

    /// <summary>Fewer are a correction or a slip.</summary>
    private const int AloneMin = 2;

    /// <summary>The least share of the shorter text's names and numbers that the other does not have.</summary>
    private const double AloneShareMin = 0.15;

    /// <summary>How much oftener than plain words.</summary>
    private const double AloneToPlainMin = 2;
    private const double PlainSlack = 0.03;

    /// <summary>A text that was spun has more plain words of its own.</summary>
    private const double PlainAloneMax = 0.1;

    /// <summary>From this share of equal words in their places on two headlines are in one form.</summary>
    private const double SameTitleShareMin = 0.5;

    /// <summary>Why the two are about different things, for people; null where nothing says so.</summary>
    public static string? Against(TextFacts shorter, TextFacts longer)
    {
        if (HasOtherIdentifier(shorter, longer))
        {
            return "the same form about another number or case";
        }

        var plainShare = shorter.Plain.Count(word => !longer.Holds(word)) / (double)Math.Max(1, shorter.Plain.Length);
        if (plainShare <= PlainAloneMax && HasOtherInTitle(shorter, longer))
        {
            return "the same headline about somebody or something else";
        }

        if (!shorter.Opening.Any(fact => !longer.Holds(fact)) || !longer.Opening.Any(fact => !shorter.Holds(fact)))
        {
            return null;
        }

        if (longer.Occurrences.Length + longer.Plain.Length <= BriefMax)
        {
            // In a brief of a sentence or two each name counts: who, whom, which day and what are all that it tells.
            return "the same form about something else: each names somebody or something that the other does not";
        }

        var (facts, alone) = (shorter.Occurrences.Length, shorter.Occurrences.Count(fact => !longer.Holds(fact)));
        var share = alone / (double)Math.Max(1, facts);
        return alone >= AloneMin && share >= AloneShareMin && share >= (AloneToPlainMin * plainShare) + PlainSlack
            ? $"the same form about something else: headline and first sentence name others, and {alone} of {facts} names and numbers are not there"
            : null;
    }

    /// <summary>
    /// The headlines are alike word for word, but where one has a name or number the other has another one, and neither text knows the
    /// other's.
    /// </summary>
    private static bool HasOtherInTitle(TextFacts first, TextFacts second)
    {
        if (first.Title.Length != second.Title.Length)
        {
            return false;
        }

        var (same, other) = (0, false);
        for (var i = 0; i < first.Title.Length; i++)
        {
            var (one, two) = (first.TitleNames[i], second.TitleNames[i]);
            same += first.Title[i] == second.Title[i] ? 1 : 0;
            other |= one != 0 && two != 0 && !second.Holds(one) && !first.Holds(two);
        }

        return other && same >= first.Title.Length * SameTitleShareMin;
    }

    /// <summary>Both name identifiers, and neither has one of the other's.</summary>
    public static bool HasOtherIdentifier(TextFacts first, TextFacts second) =>
        first.Identifiers.Length > 0 && second.Identifiers.Length > 0
        && !first.Identifiers.Any(second.Holds) && !second.Identifiers.Any(first.Holds);
}
