using System.Collections.Frozen;
using System.Globalization;
using Monitor.Languages;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.Index;

/// <summary>
/// How old those are whom an article speaks of, and which months its opening names: two reports in one form that share none of them are about two things.
/// </summary>
/// <param name="LeadAges">A bit for each age in headline and lead.</param>
/// <param name="Ages">A bit for each age anywhere.</param>
/// <param name="Months">A bit for each month in headline and first sentence, January the first.</param>
public readonly record struct ToldTimes(UInt128 LeadAges, UInt128 Ages, ushort Months)
{
    private const int AgeMax = 110;

    private static readonly Lazy<FrozenSet<string>> AgeWords = new(() =>
        LanguageBook.InForce.Words.SelectMany(language => language.Ages).Select(word => Folding.Fold(word)).ToFrozenSet(StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, int>>> MonthsOf = new(() =>
        LanguageBook.InForce.Dates.ToFrozenDictionary(
            language => language.Language,
            MonthsIn));

    /// <summary>Whether the leads of both name ages, and neither one that the other knows.</summary>
    public bool AreOfOtherAgesThan(in ToldTimes other) =>
        LeadAges != 0 && other.LeadAges != 0 && (LeadAges & other.Ages) == 0 && (other.LeadAges & Ages) == 0;

    /// <summary>Whether the lead of one names an age that the other knows.</summary>
    public bool ShareAgesWith(in ToldTimes other) => (LeadAges & other.Ages) != 0 || (other.LeadAges & Ages) != 0;

    /// <summary>Whether both openings name months, and none of the other's.</summary>
    public bool AreOfOtherMonthsThan(in ToldTimes other) => Months != 0 && other.Months != 0 && (Months & other.Months) == 0;

    internal static ToldTimes In(OwnText own, string language)
    {
        var (lead, all, months) = (UInt128.Zero, UInt128.Zero, 0);
        var names = MonthsOf.Value.GetValueOrDefault(language);
        var (words, firstSentence) = (0, -1);
        for (var sentence = 0; sentence < own.Text.Sentences.Length; sentence++)
        {
            var (first, end) = (own.Text.Sentences[sentence].FirstToken, own.Text.Sentences[sentence].EndToken);
            for (var token = first; token < end; token++)
            {
                if (own.Parts[token] is TextPart.Boilerplate or TextPart.Credit)
                {
                    continue;
                }

                var inTitle = own.Text.Tokens[token].End <= own.Text.TitleEnd;
                firstSentence = !inTitle && firstSentence < 0 ? sentence : firstSentence;
                words += inTitle ? 0 : 1;
                if (AgeAt(own.Text, token, end) is { } age)
                {
                    all |= UInt128.One << age;
                    lead |= inTitle || words <= ArticleProfile.LeadWords ? UInt128.One << age : 0;
                }

                // At the beginning of a sentence "May" and "March" are other words.
                if ((inTitle || sentence == firstSentence) && token > first && names is not null
                    && names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(own.Text.Folded(token), out var month))
                {
                    months |= 1 << month;
                }
            }
        }

        return new ToldTimes(lead, all, (ushort)months);
    }

    private static int? AgeAt(TokenizedText text, int token, int end)
    {
        var number = text.Folded(token);
        if (!int.TryParse(Cardinals.DigitsOf(number) ?? number, NumberStyles.None, CultureInfo.InvariantCulture, out var age) || age is < 1 or > AgeMax)
        {
            return null;
        }

        // "Carlton Lewis, 43, was shot."
        if (token > 0 && token + 1 < end && text.GapAfter(token - 1) is ", " && text.GapAfter(token) is ", " && char.IsUpper(text.Written(token - 1)[0]))
        {
            return age;
        }

        return IsAgeWord(text, token + 1, end) || IsAgeWord(text, token + 2, end) ? age : null;
    }

    private static bool IsAgeWord(TokenizedText text, int token, int end) =>
        token < end && AgeWords.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.Folded(token));

    private static FrozenDictionary<string, int> MonthsIn(LanguageDates language)
    {
        const int lettersMin = 4;
        var months = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var month = 0; month < language.Months.Count; month++)
        {
            foreach (var name in language.Months[month].Where(name => name.Length >= lettersMin))
            {
                months.TryAdd(Folding.Fold(name), month);
            }
        }

        return months.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
