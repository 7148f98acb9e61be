using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.Index;

/// <summary>
/// Who does what to whom, as far as the order of the words tells: a name, a word of content, another name. Also which of a row of like things is meant
/// ("the 12th package"): the ordinal in the doer's place, the thing in the verb's, nothing in the third.
/// </summary>
public readonly record struct Deed(uint Doer, uint Verb, uint DoneTo)
{
    /// <summary>So many are kept of an article.</summary>
    public const int Max = 12;

    private const int SentencesRead = 3;

    /// <summary>Further down an ordinal names a street or a birthday.</summary>
    private const int OrdinalSentencesRead = 2;
    private const int WordsApartMax = 6;

    private static readonly HashSet<uint> Agents =
        [.. new[] { "by", "von", "durch", "par", "por", "da", "dal", "door", "av", "przez" }.Select(word => ArticleTerms.TermOf(word))];

    private static readonly string[] OrdinalEndings = ["th", "st", "nd", "rd", "e", "eme"];

    private static readonly Dictionary<uint, uint> OrdinalWords =
        "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
        .Split(' ')
        .Select((word, place) => (word, place))
        .ToDictionary(one => ArticleTerms.TermOf(one.word), one => ArticleTerms.TermOf($"{one.place + 4}th"));

    /// <summary>Whether both tell of like things, but of another of the row.</summary>
    public bool IsAnotherThan(Deed other) => DoneTo == 0 && other.DoneTo == 0 && Verb == other.Verb && Doer != other.Doer;

    /// <summary>The deeds of the headline and the first sentences: each name with the next name and the words between them.</summary>
    public static Deed[] In(OwnText own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var deeds = new List<Deed>();
        var terms = own.Terms.Terms;
        var read = 0;
        foreach (var sentence in own.Text.Sentences)
        {
            if (own.Parts[sentence.FirstToken] is TextPart.Boilerplate || read++ == SentencesRead)
            {
                continue;
            }

            if (read <= OrdinalSentencesRead)
            {
                AddOrdinals(own, sentence, deeds);
            }

            var before = -1;
            for (var i = sentence.FirstToken; i < sentence.EndToken && deeds.Count < Max; i++)
            {
                if (!IsName(own, i))
                {
                    continue;
                }

                if (before >= 0 && i - before is > 1 and <= WordsApartMax + 1 && terms[i] != terms[before])
                {
                    Add(own, before, i, deeds);
                }

                before = i;
            }
        }

        return [.. deeds];
    }

    private static void AddOrdinals(OwnText own, Monitor.Text.Sentence sentence, List<Deed> deeds)
    {
        for (var i = sentence.FirstToken; i + 1 < sentence.EndToken && deeds.Count < Max; i++)
        {
            var thing = own.Terms.Terms[i + 1];
            if (OrdinalAt(own, i) is var ordinal and not 0 && !CommonWords.IsFunction(thing) && own.Text.GapAfter(i) is " "
                && !deeds.Exists(deed => deed.DoneTo == 0 && deed.Verb == thing))
            {
                deeds.Add(new Deed(ordinal, thing, 0));
            }
        }
    }

    private static uint OrdinalAt(OwnText own, int token)
    {
        var folded = own.Text.Folded(token);
        var digits = folded.IndexOfAnyExceptInRange('0', '9');
        if (digits is > 0 and < 4)
        {
            foreach (var ending in OrdinalEndings)
            {
                if (folded[digits..].SequenceEqual(ending))
                {
                    return ArticleTerms.TermOf(folded);
                }
            }
        }

        return OrdinalWords.GetValueOrDefault(own.Terms.Terms[token]);
    }

    private static bool IsName(OwnText own, int token) =>
        own.Text.Tokens[token].Kind is TokenKind.Word
        && char.IsUpper(own.Text.Written(token)[0])
        && CommonWords.Share(own.Terms.Terms[token]) == 0;

    private static void Add(OwnText own, int before, int after, List<Deed> deeds)
    {
        var terms = own.Terms.Terms;
        var passive = Agents.Contains(terms[after - 1]);
        for (var i = before + 1; i < after && deeds.Count < Max; i++)
        {
            if (!CommonWords.IsFunction(terms[i]) && !char.IsUpper(own.Text.Written(i)[0]))
            {
                deeds.Add(passive ? new Deed(terms[after], terms[i], terms[before]) : new Deed(terms[before], terms[i], terms[after]));
            }
        }
    }
}
