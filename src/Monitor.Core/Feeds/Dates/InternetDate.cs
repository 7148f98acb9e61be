namespace Monitor.Feeds.Dates;

/// <summary>
/// The date of RFC 822 as almost every feed writes it, "Mon, 19 Jul 2021 12:00:00 +0000". <see cref="WordDate"/> reads it too, thirty times
/// slower.
/// </summary>
internal static class InternetDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>Null when the text differs in any way.</summary>
    public static DateParts? Read(ReadOnlySpan<char> text)
    {
        if (text.Length > 5 && text[3] == ',' && text[4] == ' ')
        {
            text = text[5..].TrimStart(' ');
        }

        var dayLength = text.IndexOf(' ');
        if (dayLength is not (1 or 2) || text.Length < dayLength + 19)
        {
            return null;
        }

        var day = Number(text[..dayLength]);
        text = text[(dayLength + 1)..];
        Span<char> name = stackalloc char[3];
        text[..3].ToLowerInvariant(name);
        var month = Months.AsSpan().IndexOf(name);
        if (month < 0 || month % 3 != 0 || text[3] != ' ' || text[8] != ' ' || text[11] != ':' || text[14] != ':')
        {
            return null;
        }

        var (year, hour, minute, second) = (Number(text[4..8]), Number(text[9..11]), Number(text[12..14]), Number(text[15..17]));
        var zone = text.Length == 17 ? default(DateZone) : text[17] == ' ' ? TimeZones.Read(text[18..]) : null;
        return day < 0 || year < 0 || hour < 0 || minute < 0 || second < 0 || zone is null
            ? null
            : new DateParts(year, (month / 3) + 1, day, hour, minute, second, zone.Value);
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
