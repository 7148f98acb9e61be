using System.Globalization;
using System.Text;
using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Parties;

/// <summary>Names of persons and bodies that no book knows, told by their form. Their ids are made of the name: person:jane-roe, org:northwall-labs.</summary>
internal static class OpenName
{
    public const string OrganizationPrefix = "org:";
    public const string UnnamedPrefix = "unnamed:";
    public const string PersonPrefix = "person:";
    private const int WordsMax = 7;
    private const int PersonWordsMax = 4;
    private const int LabelWordMin = 4;
    private const int SlugOnStackMax = 128;

    /// <summary>A sentence with a larger share of capitalised words is a headline, in which capitals name nobody.</summary>
    private const double CapitalizedShareMax = 0.6;

    public static bool CanBegin(SentenceReading sentence, int token) =>
        IsPart(sentence, token) && (token > sentence.First || sentence.IsCapitalized(Math.Min(token + 1, sentence.End - 1)));

    public static bool GoesOn(SentenceReading sentence, int token) =>
        !sentence.BreaksAfter(token - 1) && !sentence.ClosesQuoteAfter(token - 1)
            && (IsPart(sentence, token) || IsInitial(sentence, token) || IsBodyNoun(sentence, token)
            || IsInsideBody(sentence, token)
            || (token + 1 < sentence.End && sentence.Is(token, WordClass.Preposition | WordClass.Determiner) && !sentence.BreaksAfter(token)
                && IsBodyNoun(sentence, token - 1) && sentence.IsCapitalized(token + 1)));

    /// <summary>The person or body that the words name; null where they are too many for a name.</summary>
    public static Actor? ActorOf(SentenceReading sentence, int first, int end)
    {
        if (end - first > WordsMax || IsLabel(sentence, first, end) || sentence.Is(end - 1, WordClass.Press))
        {
            return null;
        }

        var isBody = false;
        for (var token = first; token < end; token++)
        {
            if (sentence.Is(token, WordClass.Geography))
            {
                return null;
            }

            isBody |= IsBodyNoun(sentence, token) || sentence.IsAcronym(token);
        }

        if (!isBody && end - first > PersonWordsMax)
        {
            return null;
        }

        var name = Of(sentence, first, end);
        return new Actor
        {
            Id = (isBody ? OrganizationPrefix : PersonPrefix) + Slug(name),
            Kind = isBody
            ? ActorKind.Organization : ActorKind.Person,
            Name = name
        };
    }

    /// <summary>"researchers", "officials" without a name: unnamed:researchers, unnamed:officials.</summary>
    public static Actor Unnamed(SentenceReading sentence, HeadClass head, int noun)
    {
        var word = sentence.Text.Written(noun).ToString();
        return new Actor { Id = UnnamedPrefix + (head is HeadClass.Officials ? "officials" : Slug(word)), Kind = ActorKind.Person, Name = word };
    }

    /// <summary>The words as they are written, without the possessive.</summary>
    public static string Of(SentenceReading sentence, int first, int end) =>
        new TextSpan(sentence.Text.Tokens[first].Start, sentence.Text.Tokens[end - 1].End).Of(sentence.Text.Value);

    public static bool IsOpen(string id) =>
        id.StartsWith(OrganizationPrefix, StringComparison.Ordinal) || id.StartsWith(UnnamedPrefix, StringComparison.Ordinal)
            || id.StartsWith("court:", StringComparison.Ordinal);

    /// <summary>A name made of a text's words, with no state that it belongs to.</summary>
    public static bool IsOfNobody(Actor actor) =>
        actor is { Country: null, Aliases.Count: 0, Kind: ActorKind.Person or ActorKind.Organization or ActorKind.Group };

    public static string Slug(string name)
    {
        var letters = name.Normalize(NormalizationForm.FormD);
        var slug = letters.Length <= SlugOnStackMax ? stackalloc char[SlugOnStackMax] : new char[letters.Length];
        var length = 0;
        foreach (var letter in letters)
        {
            if (char.IsLetterOrDigit(letter))
            {
                slug[length++] = char.ToLowerInvariant(letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark && length > 0 && slug[length - 1] != '-')
            {
                slug[length++] = '-';
            }
        }

        return slug[..length].TrimEnd('-').ToString();
    }

    public static bool IsHeadline(SentenceReading sentence)
    {
        if (sentence.Sentence.Span.End > sentence.Text.TitleEnd)
        {
            return false;
        }

        var capitalized = 0;
        for (var token = sentence.First; token < sentence.End; token++)
        {
            capitalized += sentence.IsCapitalized(token) ? 1 : 0;
        }

        return capitalized > CapitalizedShareMax * sentence.Sentence.TokenCount;
    }

    public static bool IsPart(SentenceReading sentence, int token) =>
        token < sentence.End && sentence.IsCapitalized(token) && sentence.IsUnknown(token) && sentence.Text.Written(token).Length > 1
            && !sentence.IsCueAt(token);

    /// <summary>"Ivan A. Petrov", "Davit K.".</summary>
    private static bool IsInitial(SentenceReading sentence, int token) => sentence.IsCapitalized(token) && sentence.Text.Written(token).Length == 1
        && sentence.HasAfter(token, '.');

    /// <summary>"Centre for Missing and Exploited Children": capitals behind a body's noun are its name, whatever the words mean elsewhere.</summary>
    private static bool IsInsideBody(SentenceReading sentence, int token)
    {
        if (!sentence.IsCapitalized(token) && !(sentence.Is(token, WordClass.Conjunction) && token + 1 < sentence.End && sentence.IsCapitalized(token + 1)))
        {
            return false;
        }

        for (var before = token - 1; before > sentence.First && before > token - WordsMax; before--)
        {
            if (sentence.BreaksAfter(before) || !(sentence.IsCapitalized(before) || sentence.Is(before, WordClass.Preposition | WordClass.Conjunction)))
            {
                return false;
            }

            if (IsBodyNoun(sentence, before))
            {
                return sentence.Is(before + 1, WordClass.Preposition) && before + 1 < token;
            }
        }

        return false;
    }

    /// <summary>"MORE COVERAGE": a heading in capitals, and nobody's name.</summary>
    private static bool IsLabel(SentenceReading sentence, int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            if (!sentence.IsAcronym(token) || sentence.Text.Written(token).Length < LabelWordMin)
            {
                return false;
            }
        }

        return end - first > 1;
    }

    /// <summary>"Institute", "Watch", "Labs" with a capital are words of a body's name.</summary>
    private static bool IsBodyNoun(SentenceReading sentence, int token) => sentence.Is(token, WordClass.Body) && sentence.IsCapitalized(token);
}
