using Monitor.Actors;
using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>
/// What the capitals and small words around a name say about it: "in Beijing" is a place, "Moscow State University" another name, "George
/// Washington" a person, and "us" in a line of capitals is a pronoun.
/// </summary>
internal sealed class NameShapes(TokenizedText text)
{
    private static readonly HashSet<string> Pronouns = ["us", "it", "who"];

    private static readonly HashSet<string> PlaceWords = ["in", "near", "outside", "around", "at", "across", "throughout", "downtown", "central"];

    private static readonly HashSet<string> PlaceNouns =
    [
        "airport", "area", "based", "bureau", "court", "mayor", "metro", "neighborhood", "neighbourhood", "park", "police", "resident",
        "residents", "street", "streets", "stadium", "suburb", "suburbs", "summit", "time", "university",
    ];

    // Behind the name of a state with a capital of their own these make it that of a firm, a paper, a tournament or a waterway.
    private static readonly HashSet<string> FirmNouns =
    [
        "airlines", "airways", "bank", "canal", "cup", "daily", "express", "herald", "insurance", "mobile", "motors", "news", "open", "post",
        "railways", "shipping", "steel", "strait", "telecom", "telegraph", "times", "today", "tribune", "unicom",
    ];

    // These also end a longer name that begins with a state's: "China Central Television".
    private static readonly HashSet<string> FirmEndings = ["airlines", "airways", "bank", "company", "corp", "corporation", "inc", "limited", "ltd",
        "television", "university"];

    // "Iran Air" flies passengers; these behind it belong to a state's forces.
    private static readonly HashSet<string> AirForces = ["force", "forces", "defence", "defense", "corps", "command", "raid", "raids", "strike", "strikes",
        "base", "bases"];

    // "Bank of China", "Gulf of Guinea": what stands before "of" and a state's name with a capital of its own.
    private static readonly HashSet<string> NamedAfterStates = ["bank", "gulf", "strait", "university", "isle"];

    private static readonly HashSet<string> Kin =
    [
        "aunt", "boyfriend", "brother", "cousin", "daughter", "father", "friend", "girlfriend", "husband", "mother", "nephew", "niece", "sister",
        "son", "twin", "uncle", "wife",
    ];

    // Words with a capital at the head of a sentence that are no part of a name behind them.
    private static readonly HashSet<string> Openers =
    [
        "a", "after", "against", "all", "although", "an", "and", "as", "at", "because", "before", "both", "but", "by", "can", "could",
        "did", "do", "does", "during", "even", "for", "from", "had", "has", "have", "he", "her", "his", "how", "if", "in", "is", "it",
        "its", "last", "like", "meanwhile", "near", "no", "not", "now", "of", "on", "only", "or", "our", "outside", "she", "since", "so",
        "some", "than", "that", "the", "their", "then", "these", "they", "this", "those", "though", "through", "to", "today", "under",
        "until", "was", "we", "were", "what", "when", "where", "whether", "while", "who", "why", "will", "with", "without", "would",
        "yet", "you",
    ];

    // Per sentence: 0 not looked at, 1 mixed, 2 a headline that capitalises its words, 3 capitals throughout.
    private readonly byte[] _letterings = new byte[text.Sentences.Length];

    /// <summary>Whether the capitals around an alias let it mean its actor.</summary>
    public bool Allows(Alias alias, int first, int end)
    {
        if (alias.Case is PhraseCase.Exact && end - first == 1 && Lettering(first) == 3 && Pronouns.Contains(new string(text.Folded(first))))
        {
            // In "CONTACT US NOW" the capitals say nothing; "U.S.", "THE US" and a headline's first word do.
            return text.Written(first).Contains('.') || first == SentenceAt(first).FirstToken || Is(first - 1, "the");
        }

        if (alias.IsCommonWord && (first == SentenceAt(first).FirstToken || Lettering(first) != 1))
        {
            return false;
        }

        if (alias.IsPersonName && first > SentenceAt(first).FirstToken && Kin.Contains(new string(text.Folded(first - 1))))
        {
            return false;
        }

        // A headline capitalises every word: there only what stands before is looked at, to keep "Jordan Accuses Envoys".
        return !(alias.IsPersonName || alias.IsCommonWord) || !(LooksLikeNameBefore(first, evenInHeadline: true) || LooksLikeNameAfter(end));
    }

    /// <summary>Whether a state's name is a part of the name of a firm, a paper or a place: "Air China", "Japan Airlines", "Bank of China".</summary>
    public bool IsPartOfOtherName(int first, int end)
    {
        var sentence = SentenceAt(first);
        if (end < sentence.EndToken && IsBlank(text.GapAfter(end - 1)) && IsCapitalised(end))
        {
            // Where a headline capitalises everything, "Iran Today" may be Iran, today.
            var word = new string(text.Folded(end));
            if (FirmNouns.Contains(word) && (Lettering(first) == 1 || word is not ("today" or "open" or "post")))
            {
                return true;
            }

            if (word is "air" && !(end + 1 < sentence.EndToken && AirForces.Contains(new string(text.Folded(end + 1)))))
            {
                return true;
            }
        }

        if (Is(first - 1, "air") && first - 1 >= sentence.FirstToken && IsCapitalised(first - 1) && IsBlank(text.GapAfter(first - 1)))
        {
            return true;
        }

        if (EndsAsFirm(end, sentence))
        {
            return true;
        }

        var named = first - (Is(first - 1, "the") ? 3 : 2);
        return named >= sentence.FirstToken && Is(named + 1, "of") && IsCapitalised(named) && NamedAfterStates.Contains(new string(text.Folded(named)));
    }

    public CapitalReading ReadCapital(int first, int end)
    {
        if (IsDateline(first, end))
        {
            return CapitalReading.Place;
        }

        if (LooksLikeNameBefore(first) || LooksLikeNameAfter(end))
        {
            return CapitalReading.PartOfName;
        }

        var sentence = SentenceAt(first);
        return (first > sentence.FirstToken && PlaceWords.Contains(new string(text.Folded(first - 1))))
            || (end < sentence.EndToken && PlaceNouns.Contains(new string(text.Folded(end))))
            || SaysWhich(first, end)
                ? CapitalReading.Place
                : CapitalReading.Government;
    }

    /// <summary>Whether the capitalised words that follow at once end in one that only firms, stations and schools bear.</summary>
    private bool EndsAsFirm(int end, Sentence sentence)
    {
        for (var i = end; i < Math.Min(end + 4, sentence.EndToken) && Lettering(i) == 1 && IsBlank(text.GapAfter(i - 1)) && IsCapitalised(i); i++)
        {
            if (FirmEndings.Contains(new string(text.Folded(i))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The Vienna talks", "the Treaty of Rome": a place that says which, not who.</summary>
    private bool SaysWhich(int first, int end)
    {
        var sentence = SentenceAt(first);
        if (first - 2 > sentence.FirstToken && Is(first - 1, "of") && IsCapitalised(first - 2))
        {
            return true;
        }

        return first - 1 >= sentence.FirstToken && Is(first - 1, "the")
            && end < sentence.EndToken && IsBlank(text.GapAfter(end - 1)) && char.IsLower(text.Written(end)[0]);
    }

    /// <summary>"WASHINGTON, July 19 (Reuters) –" or "BEIJING (AP) —": the head of a paragraph that says where it was written.</summary>
    private bool IsDateline(int first, int end)
    {
        var sentence = SentenceAt(first);
        if (first != sentence.FirstToken)
        {
            return false;
        }

        var limit = Math.Min(text.Value.Length, text.Tokens[end - 1].End + 60);
        var rest = text.Value.AsSpan(text.Tokens[end - 1].End, limit - text.Tokens[end - 1].End);
        var dash = rest.IndexOfAny('–', '—');
        var hyphen = rest.IndexOf(" - ");
        var stop = dash >= 0 && (hyphen < 0 || dash < hyphen) ? dash : hyphen;
        if (stop < 0)
        {
            return false;
        }

        var between = rest[..stop].Trim();
        return between.Length == 0 || between[0] is ',' or '(' || between.EndsWith(")");
    }

    private bool LooksLikeNameBefore(int first, bool evenInHeadline = false)
    {
        var sentence = SentenceAt(first);
        var before = first - 1;
        if (before < sentence.FirstToken || (Lettering(first) != 1 && !evenInHeadline) || !IsBlank(text.GapAfter(before)) || !IsCapitalised(before))
        {
            return false;
        }

        // The first word of a sentence has its capital anyway.
        return before > sentence.FirstToken || !Openers.Contains(new string(text.Folded(before)));
    }

    private bool LooksLikeNameAfter(int end)
    {
        var sentence = SentenceAt(end - 1);
        return end < sentence.EndToken && Lettering(end - 1) == 1 && IsBlank(text.GapAfter(end - 1)) && IsCapitalised(end);
    }

    private bool IsCapitalised(int token)
    {
        var written = text.Written(token);

        // An acronym is no part of a person's or a place's name.
        return written.Length > 1 && char.IsUpper(written[0]) && char.IsLower(written[1]);
    }

    private byte Lettering(int token)
    {
        var index = text.SentenceOf(token);
        if (_letterings[index] == 0)
        {
            _letterings[index] = LetteringOf(text.Sentences[index]);
        }

        return _letterings[index];
    }

    private byte LetteringOf(Sentence sentence)
    {
        var (words, shouted, longWords, longLower) = (0, 0, 0, 0);
        for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
        {
            var written = text.Written(i);
            if (written.Length < 2 || !char.IsLetter(written[0]))
            {
                continue;
            }

            words++;
            shouted += IsShouted(written) ? 1 : 0;
            if (i > sentence.FirstToken && written.Length >= 4)
            {
                longWords++;
                longLower += char.IsLower(written[0]) ? 1 : 0;
            }
        }

        return words >= 3 && shouted == words ? (byte)3
            : longWords >= 3 && longLower * 5 <= longWords ? (byte)2
            : (byte)1;
    }

    private static bool IsShouted(ReadOnlySpan<char> written)
    {
        foreach (var character in written)
        {
            if (char.IsLower(character))
            {
                return false;
            }
        }

        return true;
    }

    private bool Is(int token, string folded) => token >= 0 && text.Folded(token).SequenceEqual(folded);

    private Sentence SentenceAt(int token) => text.Sentences[text.SentenceOf(token)];

    private static bool IsBlank(ReadOnlySpan<char> gap) => gap.Length == 1 && char.IsWhiteSpace(gap[0]);
}
