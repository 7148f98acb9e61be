using System.Buffers;
using System.Globalization;

namespace Monitor.Feeds.Dates;

/// <summary>Dates in the manner of ISO 8601: year first, numbers only; partial and compact forms too.</summary>
internal static class NumericDate
{
    private static readonly SearchValues<char> DayCharacters = SearchValues.Create("0123456789-");
    private static readonly SearchValues<char> ClockCharacters = SearchValues.Create("0123456789:.,");

    /// <summary>Null when the text is no such date, or goes on after it.</summary>
    public static DateParts? Read(ReadOnlySpan<char> text)
    {
        if (text.Length is 12 or 14 && text[0] is '1' or '2' && text.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            // 20231005143000: day and clock without a sign between them.
            return Day(text[..8]) is { } day ? Time(day, text.Length == 14 ? text[8..] : $"{text[8..]}00") : null;
        }

        var dateEnd = text.IndexOfAnyExcept(DayCharacters);
        var date = Day(text[..(dateEnd < 0 ? text.Length : dateEnd)]);
        if (date is null || dateEnd < 0)
        {
            return date;
        }

        var rest = text[dateEnd..];
        if (rest[0] is not ('T' or 't' or ' ' or '_'))
        {
            return null;
        }

        return Time(date.Value, rest[1..].TrimStart());
    }

    private static DateParts? Day(ReadOnlySpan<char> text)
    {
        if (text.Length < 4)
        {
            return null;
        }

        // "-0312" and "-03-12": a century left out. What leaves out the year needs to know today and is no date here.
        var isShort = text[0] == '-';
        Span<int> values = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        var count = 0;
        foreach (var range in text[(isShort ? 1 : 0)..].Split('-'))
        {
            var group = text[(isShort ? 1 : 0)..][range];
            if (count == 3 || group.Length is 0 or > 8)
            {
                return null;
            }

            values[count] = int.Parse(group, NumberStyles.None, CultureInfo.InvariantCulture);
            lengths[count++] = group.Length;
        }

        return (isShort, count) switch
        {
            (true, 1) when lengths[0] == 4 => new DateParts(DateParts.FullYear(values[0] / 100, 2), values[0] % 100, 1),
            (true, 2) when lengths[0] == 2 && lengths[1] == 2 => new DateParts(DateParts.FullYear(values[0], 2), values[1], 1),
            (true, _) => null,
            (_, 1) => Compact(values[0], lengths[0]),
            (_, 2) when lengths[0] == 4 && lengths[1] <= 2 => new DateParts(values[0], values[1], 1),
            (_, 2) when lengths[0] is 2 or 4 && lengths[1] == 3 => DateParts.OfOrdinal(DateParts.FullYear(values[0], lengths[0]), values[1]),
            (_, 3) when lengths[0] == 4 && lengths[1] <= 3 && lengths[2] <= 2 => new DateParts(values[0], values[1], values[2]),
            (_, 3) when lengths[0] == 2 && lengths[1] == 2 && lengths[2] == 2 =>
                new DateParts(DateParts.FullYear(values[0], 2), values[1], values[2]),
            _ => null,
        };
    }

    private static DateParts? Compact(int value, int length) => length switch
    {
        4 => new DateParts(value, 1, 1),
        5 => DateParts.OfOrdinal(DateParts.FullYear(value / 1000, 2), value % 1000),
        6 => new DateParts(DateParts.FullYear(value / 10_000, 2), value / 100 % 100, value % 100),
        7 => DateParts.OfOrdinal(value / 1000, value % 1000),
        8 => new DateParts(value / 10_000, value / 100 % 100, value % 100),
        _ => null,
    };

    private static DateParts? Time(DateParts date, ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(ClockCharacters);
        var clock = text[..(end < 0 ? text.Length : end)];
        var zone = end < 0 ? [] : text[end..];
        var fraction = clock.IndexOfAny('.', ',');
        clock = fraction < 0 ? clock : clock[..fraction];
        Span<int> parts = stackalloc int[3];
        parts.Clear();
        var count = 0;
        if (clock.Contains(':'))
        {
            foreach (var range in clock.Split(':'))
            {
                if (count == 3 || clock[range].Length is 0 or > 2)
                {
                    return null;
                }

                parts[count++] = int.Parse(clock[range], NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }
        else if (clock.Length is 2 or 4 or 6)
        {
            for (; count * 2 < clock.Length; count++)
            {
                parts[count] = int.Parse(clock.Slice(count * 2, 2), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }
        else
        {
            return null;
        }

        return TimeZones.Read(zone.Trim()) is { } stated
            ? date with { Hour = parts[0], Minute = parts[1], Second = parts[2], Zone = stated }
            : null;
    }
}
