using Monitor.Text;

namespace Monitor.Stories;

/// <summary>Who does what to whom, as far as the order of the words tells: a name, a word of content, another name.</summary>
public readonly record struct Deed(uint Doer, uint Verb, uint DoneTo)
{
    /// <summary>So many are kept of an article.</summary>
    public const int Max = 12;

    private const int SentencesRead = 3;
    private const int WordsApartMax = 6;

    private static readonly HashSet<uint> Agents =
        [.. new[] { "by", "von", "durch", "par", "por", "da", "dal", "door", "av", "przez" }.Select(word => ArticleTerms.TermOf(word))];

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
