using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Monitor.Storage;

/// <summary>
/// Instants in SQLite: fixed-width UTC text such as 2021-07-19T12:00:00.0000000Z, whose order as text is the order in time. SQLite itself
/// can neither order nor compare a DateTimeOffset.
/// </summary>
public sealed class UtcTextConverter() : ValueConverter<DateTimeOffset, string>(instant => Format(instant), text => Parse(text))
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    // Pages read tens of thousands of instants: the places are fixed, and no pattern has to be followed.
    public static DateTimeOffset Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text is [_, _, _, _, '-', _, _, '-', _, _, 'T', _, _, ':', _, _, ':', _, _, '.', _, _, _, _, _, _, _, 'Z']
            && Number(text, 0, 4) is >= 1 and <= 9999 and var year
            && Number(text, 5, 2) is >= 1 and <= 12 and var month
            && Number(text, 8, 2) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month)
            && Number(text, 11, 2) is >= 0 and <= 23 and var hour
            && Number(text, 14, 2) is >= 0 and <= 59 and var minute
            && Number(text, 17, 2) is >= 0 and <= 59 and var second
            && Number(text, 20, 7) is >= 0 and var ticks
            ? new DateTimeOffset(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(ticks))
            : DateTimeOffset.ParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }

    /// <summary>-1 for what are no digits.</summary>
    private static int Number(string text, int start, int length)
    {
        var number = 0;
        foreach (var digit in text.AsSpan(start, length))
        {
            if (!char.IsAsciiDigit(digit))
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
