using System.Buffers;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.Copies;

/// <summary>
/// What a text tells of, however it is worded: its names and numbers (facts) and the beginnings of all its words of content, headline and text together. Names
/// are cut to their first letters ("Finland", "Finlands"), numbers to their digits ("£96,000", "CHF84").
/// </summary>
public sealed class TextFacts
{
    private static readonly SearchValues<char> NumberMarks = SearchValues.Create("0123456789.");

    private const int RootLength = 5;
    private const int IdentifierDigitsMin = 5;

    private TextFacts(uint[] occurrences, uint[] words, uint[] opening, uint[] identifiers, uint[] title, uint[] titleNames)
    {
        TitleNames = titleNames;
        Occurrences = occurrences;
        Words = words;
        Opening = opening;
        Identifiers = identifiers;
        Title = title;
        Facts = Distinct(occurrences);
    }

    /// <summary>The different names and numbers, ascending.</summary>
    public uint[] Facts { get; }

    /// <summary>The same as often as they stand in the text.</summary>
    public uint[] Occurrences { get; }

    /// <summary>All different words of content and numbers, ascending.</summary>
    public uint[] Words { get; }

    /// <summary>The facts of headline and first sentence: who, whom, where, which.</summary>
    public uint[] Opening { get; }

    /// <summary>The share of the headline's words of content that stand in the text; 1 where it has too few to tell.</summary>
    public double HeadlineHeld { get; private init; } = 1;

    /// <summary>Words that are written small somewhere and are no facts, ascending.</summary>
    public uint[] Plain { get; private init; } = [];

    /// <summary>The numbers of vulnerabilities and cases: long, and tied to what stands before them ("CVE-2025-20333").</summary>
    public uint[] Identifiers { get; }

    /// <summary>The words of the headline in their order.</summary>
    public uint[] Title { get; }

    /// <summary>For each word of <see cref="Title"/> its beginning where it may be a name or is a number, else 0.</summary>
    public uint[] TitleNames { get; }

    /// <summary>The facts of a text without credits and page boilerplate.</summary>
    public static TextFacts Of(OwnText own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var (occurrences, words, opening, identifiers) = (new List<uint>(), new List<uint>(), new List<uint>(), new List<uint>());
        var (title, titleNames) = (new List<uint>(), new List<uint>());
        var roots = RootsOf(own);
        var alwaysCapital = AlwaysCapital(own, roots);
        var plain = new List<uint>();
        var openingSentences = 0;
        foreach (var sentence in own.Text.Sentences)
        {
            var isOpening = sentence.Paragraph == 0 || openingSentences == 0;
            var counted = words.Count;
            for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                if (own.Parts[i] is TextPart.Boilerplate or TextPart.Credit || own.Terms.Terms[i] == 0)
                {
                    continue;
                }

                if (sentence.Paragraph == 0)
                {
                    title.Add(own.Terms.Terms[i]);
                    titleNames.Add(MayName(own, i) ? roots[i] : 0);
                }

                if (roots[i] is var root && root == 0)
                {
                    continue;
                }

                words.Add(root);
                var isNumber = own.Terms.Traits[i].HasFlag(TermTraits.Number);
                if (isNumber || IsName(own, i) || alwaysCapital.Contains(root))
                {
                    occurrences.Add(root);
                    if (isOpening)
                    {
                        opening.Add(root);
                    }
                }

                if (char.IsLower(own.Text.Written(i)[0]) || !char.IsLetter(own.Text.Written(i)[0]))
                {
                    plain.Add(root);
                }

                if (isNumber && IsIdentifier(own, i))
                {
                    identifiers.Add(root);
                }
            }

            openingSentences += sentence.Paragraph > 0 && words.Count > counted ? 1 : 0;
        }

        occurrences.Sort();
        return new TextFacts([.. occurrences], Distinct([.. words]), Distinct([.. opening]), Distinct([.. identifiers]), [.. title], [.. titleNames])
        {
            HeadlineHeld = HeadlineHeldIn(own, roots),
            Plain = Distinct([.. plain.Where(root => occurrences.BinarySearch(root) < 0)]),
        };
    }

    /// <summary>Whether a word or number of content stands anywhere in the text.</summary>
    public bool Holds(uint root) => Array.BinarySearch(Words, root) >= 0;

    private static bool MayName(OwnText own, int token) =>
        own.Terms.Traits[token].HasFlag(TermTraits.Number)
        || (char.IsUpper(own.Text.Written(token)[0]) && CommonWords.Share(own.Terms.Terms[token]) == 0);

    /// <summary>
    /// Words that stand at the beginnings of two sentences or more and nowhere without a capital: "Moldova expels a diplomat. Moldova has given him …".
    /// </summary>
    private static HashSet<uint> AlwaysCapital(OwnText own, uint[] roots)
    {
        var (capital, small) = (new Dictionary<uint, int>(), new HashSet<uint>());
        for (var i = 0; i < own.Parts.Length; i++)
        {
            if (own.Parts[i] is TextPart.Boilerplate or TextPart.Credit || own.Text.Tokens[i].Kind is not TokenKind.Word
                || CommonWords.Share(own.Terms.Terms[i]) > 0 || roots[i] is var root && root == 0)
            {
                continue;
            }

            if (char.IsUpper(own.Text.Written(i)[0]))
            {
                capital[root] = capital.GetValueOrDefault(root) + 1;
            }
            else
            {
                small.Add(root);
            }
        }

        return [.. capital.Where(one => one.Value > 1 && !small.Contains(one.Key)).Select(one => one.Key)];
    }

    private static double HeadlineHeldIn(OwnText own, uint[] roots)
    {
        const int wordsToTell = 4;
        var (headline, text) = (new HashSet<uint>(), new HashSet<uint>());
        for (var i = 0; i < own.Parts.Length; i++)
        {
            if (own.Parts[i] is TextPart.Own or TextPart.Quotation && roots[i] is var root and not 0 && CommonWords.Share(own.Terms.Terms[i]) == 0)
            {
                (own.Text.Tokens[i].End <= own.Text.TitleEnd ? headline : text).Add(root);
            }
        }

        return headline.Count < wordsToTell ? 1 : headline.Count(text.Contains) / (double)headline.Count;
    }

    private static bool IsIdentifier(OwnText own, int token) =>
        own.Text.Tokens[token].Kind is TokenKind.Number && own.Text.Folded(token).Length >= IdentifierDigitsMin
        && token > 0 && own.Text.GapAfter(token - 1) is "-" or "/" or "#" or " #";

    /// <summary>Whether headline and first sentence of both name somebody, and hardly anyone whom the other text knows.</summary>
    public bool OpensAboutOthers(TextFacts other)
    {
        const int factsToTell = 2;
        const double heldMax = 0.3;
        ArgumentNullException.ThrowIfNull(other);
        return Opening.Length >= factsToTell && other.Opening.Length >= factsToTell
            && Opening.Count(other.Holds) + other.Opening.Count(Holds) < heldMax * (Opening.Length + other.Opening.Length);
    }

    /// <summary>The beginning of each word of content and the digits of each number; 0 for words of grammar.</summary>
    private static uint[] RootsOf(OwnText own)
    {
        var roots = new uint[own.Parts.Length];
        for (var i = 0; i < roots.Length; i++)
        {
            roots[i] = RootAt(own, i) ?? 0;
        }

        return roots;
    }

    private static bool IsName(OwnText own, int token) =>
        own.Terms.Traits[token].HasFlag(TermTraits.Name) && CommonWords.Share(own.Terms.Terms[token]) == 0;

    /// <summary>The digits of a number, the first letters of a word; null for words of grammar.</summary>
    private static uint? RootAt(OwnText own, int token)
    {
        var term = own.Terms.Terms[token];
        if (own.Terms.Traits[token].HasFlag(TermTraits.Number) && own.Text.Tokens[token].Kind is TokenKind.Word)
        {
            // A word of letters here is a number written out, whose term is that of its digits.
            return char.IsAsciiDigit(own.Text.Folded(token)[0]) ? RootOf(DigitsOf(own.Text.Folded(token))) : term;
        }

        if (own.Text.Tokens[token].Kind is not TokenKind.Word)
        {
            return term;
        }

        if (CommonWords.IsFunction(term))
        {
            return null;
        }

        var folded = own.Text.Folded(token);
        var digits = folded.IndexOfAnyInRange('0', '9');
        return digits > 0 && folded[digits..].Length >= 2 ? RootOf(DigitsOf(folded[digits..]))
            : RootOf(folded[..Math.Min(RootLength, folded.Length)]);
    }

    private static ReadOnlySpan<char> DigitsOf(ReadOnlySpan<char> folded)
    {
        var end = folded.IndexOfAnyExcept(NumberMarks);
        return folded[..(end < 0 ? folded.Length : end)].TrimEnd('.');
    }

    private static uint RootOf(ReadOnlySpan<char> characters) => StableHash.Term(StableHash.Of(characters));

    private static uint[] Distinct(uint[] values)
    {
        var sorted = values.Distinct().ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
