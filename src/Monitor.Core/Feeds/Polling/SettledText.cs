using System.Globalization;
using System.Text;
using Monitor.Feeds.Parsing;
using Monitor.Text;

namespace Monitor.Feeds.Polling;

/// <summary>
/// What a feed's text says apart from its numbers: counters of views and comments, prices of the minute and "3 hours ago" run on without
/// anybody having written anything. Markup, with its pixels and signed addresses, is no part of it.
/// </summary>
public static class SettledText
{
    // "1 comment", "2 comments", "5 Kommentare": behind a number a word follows it in its ending.
    private const int StemLength = 4;

    // "3 minutes ago" becomes "2 hours ago": behind a number a unit of time is a part of it.
    private static readonly HashSet<string> TimeUnits = new(StringComparer.Ordinal)
    {
        "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "d", "day", "days",
        "week", "weeks", "month", "months",
        "sekunde", "sekunden", "minuten", "std", "stunde", "stunden", "tag", "tage", "tagen", "woche", "wochen", "monat", "monate", "monaten",
        "seconde", "secondes", "heure", "heures", "jour", "jours", "semaine", "semaines", "mois",
        "segundo", "segundos", "minuto", "minutos", "hora", "horas", "dia", "dias", "semana", "semanas", "mes", "meses",
        "secondo", "secondi", "minuti", "ora", "ore", "giorno", "giorni", "settimana", "settimane", "mese", "mesi",
        "minuut", "uur", "dag", "dagen", "weken", "maand", "maanden", "minut", "minuter", "timme", "timmar", "dagar", "vecka", "veckor",
        "time", "timer", "dage", "uge", "uger",
        "minuta", "minuty", "godzina", "godziny", "godzin", "dzien", "dni", "tydzien", "tygodnie", "hodina",
        "hodiny", "hodin", "den", "dny", "perc", "oraja", "napja",
        "секунд", "секунды", "минута", "минуту", "минуты", "минут", "час", "часа", "часов", "день", "дня", "дней",
        "хвилин", "хвилини", "годин", "години", "днів",
        "saniye", "dakika", "saat", "gun", "hafta", "ay", "minuuttia", "tuntia", "paivaa",
    };

    private const char FirstWithoutSpaces = '\u2E80';

    private static readonly string[] Units = ["分钟", "小时", "小時", "時間", "시간", "分", "天", "日", "분", "일"];

    /// <summary>The words in their order, numbers all alike; "" for nothing.</summary>
    public static string Of(FeedText? text)
    {
        if (text is null)
        {
            return "";
        }

        var settled = new StringBuilder();
        var plain = text.ToPlainText().AsSpan();
        var isBehindNumber = false;
        while (plain.Length > 0)
        {
            var length = WordLength(plain);
            if (length == 0)
            {
                plain = plain[1..];
                continue;
            }

            var word = plain[..length];
            plain = plain[length..];
            var isNumber = char.IsDigit(word[0]);
            if (isNumber)
            {
                settled.Append(isBehindNumber ? "" : "# ");
            }
            else
            {
                AppendWord(settled, word, isBehindNumber);
            }

            isBehindNumber = isNumber;
        }

        return settled.ToString();
    }

    public static int WordsOf(string settled)
    {
        ArgumentNullException.ThrowIfNull(settled);
        return settled.AsSpan().Count(' ');
    }

    private static void AppendWord(StringBuilder settled, ReadOnlySpan<char> word, bool isBehindNumber)
    {
        var folded = isBehindNumber ? Folding.Fold(word) : "";
        if (isBehindNumber && TimeUnits.Contains(folded))
        {
            return;
        }

        if (isBehindNumber && folded.Length > 0 && folded[0] >= FirstWithoutSpaces
            && Units.FirstOrDefault(unit => folded.StartsWith(unit, StringComparison.Ordinal)) is { } joined)
        {
            // Where words are not set apart, a unit begins what stands behind the number.
            settled.Append(word[joined.Length..]).Append(' ');
            return;
        }

        settled.Append(isBehindNumber ? folded.AsSpan(0, Math.Min(folded.Length, StemLength)) : word).Append(' ');
    }

    // Letters, or a number with its points and what hangs on it ("1.204", "12:30", "3k").
    private static int WordLength(ReadOnlySpan<char> text)
    {
        var isNumber = char.IsDigit(text[0]);
        var length = 0;
        while (length < text.Length && (isNumber ? BelongsToNumber(text[length..]) : BelongsToWord(text[length])))
        {
            length++;
        }

        return length;
    }

    private static bool BelongsToNumber(ReadOnlySpan<char> text) =>
        char.IsAsciiLetterOrDigit(text[0]) || (text[0] is '.' or ',' or ':' or '\'' or '\u202F' or '\u00A0' && text.Length > 1 && char.IsDigit(text[1]));

    private static bool BelongsToWord(char letter) =>
        char.IsAscii(letter) ? char.IsAsciiLetter(letter)
            : char.IsLetter(letter) || char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark;
}
