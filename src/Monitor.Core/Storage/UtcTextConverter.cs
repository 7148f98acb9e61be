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

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.ParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
