using Monitor.Attributions.Cues;
using Monitor.Text;

namespace Monitor.Attributions.Sentences;

/// <summary>Finds dates and years that lie before an article's publication.</summary>
internal static class PastReader
{
    /// <summary>What happened longer ago is told as history, and accuses nobody today.</summary>
    private const int HistoryYears = 20;

    /// <summary>A whole article is history where its only years lie so far back.</summary>
    private const int ArticleYears = 50;

    /// <summary>What was said up to so many days before the publication is still today's news.</summary>
    private const int NewsDays = 14;

    /// <summary>Whether a year before the publication's, or a month or day that ended two weeks before it, stands in the words given.</summary>
    public static bool NamesEarlierTime(SentenceReading sentence, int first, int end, DateTimeOffset published)
    {
        for (var token = Math.Max(first, sentence.First); token < Math.Min(end, sentence.End); token++)
        {
            if (YearAt(sentence, token) is { } year && year < published.Year)
            {
                return true;
            }

            if (sentence.MonthAt(token) is { } month && LastDay(sentence, token, month, published) is { } day
                && published.UtcDateTime.Date.AddDays(-NewsDays) > day)
            {
                return true;
            }
        }

        return false;
    }

    private static int? YearAt(SentenceReading sentence, int token) =>
        token < sentence.End && sentence.Text.Tokens[token].Kind is TokenKind.Number && sentence.Text.Folded(token) is { Length: 4 } word
            && int.TryParse(word, out var year) && year is >= 1900 and < 2100
            ? year : null;

    /// <summary>The last day that the words can mean, in the latest year that is not after the publication; null where a later year stands beside.</summary>
    private static DateTime? LastDay(SentenceReading sentence, int token, int month, DateTimeOffset published)
    {
        var year = YearAt(sentence, token + 1) ?? YearAt(sentence, token + 2) ?? (month > published.Month ? published.Year - 1 : published.Year);
        if (year is < 1900 or > 2099)
        {
            return null;
        }

        var days = DateTime.DaysInMonth(year, month);
        return new DateTime(year, month, Math.Min(sentence.DayBeside(token) ?? days, days), 0, 0, 0, DateTimeKind.Utc);
    }

    /// <summary>An article whose only years are long gone, and which names no day of late.</summary>
    public static bool IsHistory(IEnumerable<SentenceReading> sentences, DateTimeOffset published)
    {
        var isLongAgo = false;
        foreach (var sentence in sentences)
        {
            for (var token = sentence.First; token < sentence.End; token++)
            {
                if (YearAt(sentence, token) is { } year)
                {
                    if (year > published.Year - ArticleYears)
                    {
                        return false;
                    }

                    isLongAgo = true;
                }
                else if (sentence.MonthAt(token) is not null)
                {
                    return false;
                }
            }
        }

        return isLongAgo;
    }

    /// <summary>"In November 1939 Moscow accused Finland": a year that is long gone, behind a preposition of time, and none of late.</summary>
    public static bool IsHistory(SentenceReading sentence, DateTimeOffset published)
    {
        var isLongAgo = false;
        for (var token = sentence.First; token < sentence.End; token++)
        {
            if (sentence.IsYear(token) && int.TryParse(sentence.Text.Folded(token), out var year))
            {
                if (year > published.Year - HistoryYears)
                {
                    return false;
                }

                isLongAgo |= year > 1000 && (sentence.Is(token - 1, WordClass.Preposition | WordClass.Determiner) || sentence.MonthAt(token - 1) is not null);
            }
        }

        return isLongAgo;
    }
}
