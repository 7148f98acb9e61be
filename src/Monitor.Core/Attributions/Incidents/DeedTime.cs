using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Incidents;

/// <summary>When a deed happened: the day or the month that stands behind it. Days of the week mostly date what is said, and are left out.</summary>
internal static class DeedTime
{
    /// <returns>The first and the last day that the words can mean, and where they stand; null where there are none.</returns>
    public static (DateOnly From, DateOnly Until, int Token)? After(SentenceReading words, int first, DateTimeOffset? published)
    {
        for (var token = first; token < words.End; token++)
        {
            if (words.MonthAt(token) is not { } month)
            {
                continue;
            }

            var written = Year(words, token + 1) ?? Year(words, token + 2);
            if ((written ?? YearBefore(month, published)) is not { } year || year is < 1900 or > 2099)
            {
                return null;
            }

            var days = DateTime.DaysInMonth(year, month);
            var day = words.DayBeside(token) is { } beside && beside <= days ? beside : (int?)null;
            return (new DateOnly(year, month, day ?? 1), new DateOnly(year, month, day ?? days), token);
        }

        return null;
    }

    private static int? Year(SentenceReading words, int token) =>
        token < words.End && words.IsYear(token) && int.TryParse(words.Text.Folded(token), out var year) ? year : null;

    /// <summary>A month without a year is the latest that is not after the publication.</summary>
    private static int? YearBefore(int month, DateTimeOffset? published) =>
        published is { } at ? (month > at.Month ? at.Year - 1 : at.Year) : null;
}
