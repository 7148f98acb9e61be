using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Feeds.Dates;

/// <summary>
/// Dates written for people: the time is what has a colon, the month what has a name, and of the other numbers the long one is the year.
/// Words that mean nothing here, such as weekdays, are passed over. What stays ambiguous is no date.
/// </summary>
internal sealed partial class WordDate
{
    private const int TokensMax = 40;
    private const int KoreanOffsetMinutes = 9 * 60;

    private readonly List<DateToken> _tokens;
    private int? _year;
    private int? _month;
    private int? _day;
    private int? _hour;
    private int? _minute;
    private int? _second;
    private DateZone _zone;
    private bool? _isAfternoon;
    private bool _isKorean;

    private WordDate(List<DateToken> tokens) => _tokens = tokens;

    private enum DateTokenKind
    {
        Number,
        Word,
        Sign,
    }

    public static DateParts? Read(string text)
    {
        var tokens = Cut(text);
        if (tokens is null || !tokens.Exists(token => token.Kind is DateTokenKind.Number))
        {
            return null;
        }

        var date = new WordDate(tokens);
        date.ReadClock();
        date.ReadMarkedNumbers();
        date.ReadWords();
        return date.ReadDay() ? date.ToParts() : null;
    }

    private DateParts? ToParts()
    {
        var hour = _hour ?? 0;
        if (_isAfternoon is { } afternoon && hour <= 12)
        {
            hour = (hour % 12) + (afternoon ? 12 : 0);
        }

        return new DateParts(
            _year!.Value, _month!.Value, _day!.Value, hour, _minute ?? 0, _second ?? 0,
            _zone.IsStated || !_isKorean ? _zone : new DateZone(KoreanOffsetMinutes));
    }

    // hh:mm[:ss[.fff]] and the zone behind it.
    private void ReadClock()
    {
        for (var i = 0; i + 2 < _tokens.Count; i++)
        {
            if (!IsNumber(i) || !IsSign(i + 1, ':') || !IsNumber(i + 2) || _tokens[i].Text.Length > 2)
            {
                continue;
            }

            (_hour, _minute) = (_tokens[i].Value, _tokens[i + 2].Value);
            var end = i + 3;
            if (IsSign(end, ':') && IsNumber(end + 1))
            {
                _second = _tokens[end + 1].Value;
                end += 2;
                if ((IsSign(end, '.') || IsSign(end, ',')) && IsNumber(end + 1) && !_tokens[end + 1].FollowsBlank)
                {
                    end += 2;
                }
            }

            end = ReadZone(end);
            _tokens.RemoveRange(i, end - i);
            return;
        }
    }

    // Returns the index behind the zone. A word between clock and zone (PM) stays for later.
    private int ReadZone(int index)
    {
        var at = index;
        if (IsWord(at) && HalfOfDay(_tokens[at].Text) is { } afternoon)
        {
            _isAfternoon = afternoon;
            at++;
        }

        if (IsWord(at) && IsSign(at + 1, '/') && IsWord(at + 2) && _tokens[at].Text == "Etc")
        {
            at += 2;
        }

        if (IsWord(at) && TimeZones.Named(_tokens[at].Text) is { } named)
        {
            _zone = named;
            at++;
            return named.StatedMinutes == 0 ? ReadOffset(at) : at;
        }

        return ReadOffset(at);
    }

    private int ReadOffset(int at)
    {
        if (!(IsSign(at, '+') || IsSign(at, '-')) || !IsNumber(at + 1) || _tokens[at + 1].FollowsBlank)
        {
            return at;
        }

        var hasMinutes = IsSign(at + 2, ':') && IsNumber(at + 3);
        var offset = hasMinutes
            ? TimeZones.Signed($"{_tokens[at].Text}{_tokens[at + 1].Text}:{_tokens[at + 3].Text}")
            : TimeZones.Signed($"{_tokens[at].Text}{_tokens[at + 1].Text}");
        if (offset is null)
        {
            return at;
        }

        _zone = new DateZone(offset);
        return at + (hasMinutes ? 4 : 2);
    }

    // 2021년 7월 19일, 2021年7月19日: numbers with their unit behind them.
    private void ReadMarkedNumbers()
    {
        for (var i = _tokens.Count - 2; i >= 0; i--)
        {
            if (!IsNumber(i) || !IsWord(i + 1))
            {
                continue;
            }

            var value = _tokens[i].Value;
            switch (_tokens[i + 1].Text)
            {
                case "년" or "年":
                    _year ??= DateParts.FullYear(value, _tokens[i].Text.Length);
                    break;
                case "월" or "月":
                    _month ??= value;
                    break;
                case "일" or "日":
                    _day ??= value;
                    break;
                case "시" or "時" or "时":
                    _hour ??= value;
                    break;
                case "분" or "分":
                    _minute ??= value;
                    break;
                case "초" or "秒":
                    _second ??= value;
                    break;
                default:
                    continue;
            }

            _isKorean |= _tokens[i + 1].Text[0] is >= '\uAC00' and <= '\uD7A3';
            _tokens.RemoveRange(i, 2);
        }
    }

    private void ReadWords()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (!IsWord(i))
            {
                continue;
            }

            var word = _tokens[i].Text;
            if (HalfOfDay(word) is { } afternoon)
            {
                _isAfternoon ??= afternoon;
                _isKorean |= word[0] is >= '\uAC00' and <= '\uD7A3';
            }
            else if (MonthNames.Of(word) is > 0 and var month)
            {
                // The last one: some languages abbreviate a weekday like a month ("mar. 20 juil.").
                _month = month;
            }
            else if (!_zone.IsStated && _hour is not null && i == _tokens.Count - 1 && TimeZones.Named(word) is { } zone)
            {
                _zone = zone;
            }
        }
    }

    private bool ReadDay()
    {
        var numbers = _tokens.Where(token => token.Kind is DateTokenKind.Number).ToList();
        if (_year is not null && _month is not null && _day is not null)
        {
            return true;
        }

        return _month is not null ? ReadDayAndYear(numbers) : numbers.Count == 3 && ReadNumbers(numbers);
    }

    private bool ReadDayAndYear(List<DateToken> numbers)
    {
        if (_year is not null)
        {
            _day ??= numbers.Count == 1 ? numbers[0].Value : null;
            return _day is not null;
        }

        switch (numbers.Count)
        {
            case 1 when numbers[0].Text.Length == 4:
                (_year, _day) = (numbers[0].Value, 1);
                return true;
            case 2:
                var isYearFirst = numbers[0].Text.Length >= 3 || numbers[0].Value > 31;
                var (year, day) = isYearFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0]);
                if (day.Text.Length > 2 || year.Text.Length > 4)
                {
                    return false;
                }

                (_year, _day) = (DateParts.FullYear(year.Value, year.Text.Length), day.Value);
                return true;
            default:
                return false;
        }
    }

    // Numbers only: the year first, or last with an order that the numbers or the separator tell.
    private bool ReadNumbers(List<DateToken> numbers)
    {
        var (first, second, third) = (numbers[0], numbers[1], numbers[2]);
        if (first.Text.Length == 4 && second.Text.Length <= 2 && third.Text.Length <= 2)
        {
            (_year, _month, _day) = (first.Value, second.Value, third.Value);
            return true;
        }

        if (third.Text.Length is not (2 or 4) || first.Text.Length > 2 || second.Text.Length > 2)
        {
            return false;
        }

        var isDotted = _tokens.Exists(token => token.Kind is DateTokenKind.Sign && token.Text == ".");
        bool? isDayFirst = isDotted || first.Value == second.Value ? true
            : first.Value > 12 ? true
            : second.Value > 12 ? false
            : _isAfternoon is not null ? false
            : null;
        if (isDayFirst is null || (third.Text.Length == 2 && !isDotted))
        {
            return false;
        }

        _year = DateParts.FullYear(third.Value, third.Text.Length);
        (_day, _month) = isDayFirst.Value ? (first.Value, second.Value) : (second.Value, first.Value);
        return true;
    }

    private static bool? HalfOfDay(string word) => word.ToLowerInvariant() switch
    {
        "am" or "오전" or "上午" or "午前" or "πμ" => false,
        "pm" or "오후" or "下午" or "午後" or "μμ" => true,
        _ => null,
    };

    private bool IsNumber(int index) => index < _tokens.Count && _tokens[index].Kind is DateTokenKind.Number;

    private bool IsWord(int index) => index < _tokens.Count && _tokens[index].Kind is DateTokenKind.Word;

    private bool IsSign(int index, char sign) =>
        index < _tokens.Count && _tokens[index].Kind is DateTokenKind.Sign && _tokens[index].Text[0] == sign;

    // Null when there are more parts than a date has.
    private static List<DateToken>? Cut(string text)
    {
        var plain = DottedClock().Replace(text, "$1:$2 $3").Replace('\u2212', '-')
            .Replace("a.m.", "am", StringComparison.OrdinalIgnoreCase).Replace("p.m.", "pm", StringComparison.OrdinalIgnoreCase)
            .Replace("π.μ.", "πμ", StringComparison.OrdinalIgnoreCase).Replace("μ.μ.", "μμ", StringComparison.OrdinalIgnoreCase);
        var tokens = new List<DateToken>();
        var position = 0;
        while (position < plain.Length)
        {
            var start = position;
            if (char.IsAsciiDigit(plain[position]))
            {
                position = EndOf(plain, position, char.IsAsciiDigit);
                if (position - start > 8)
                {
                    return null;
                }

                var value = int.Parse(plain.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture);
                tokens.Add(new DateToken(DateTokenKind.Number, plain[start..position], value, start > 0 && plain[start - 1] == ' '));
            }
            else if (IsLetter(plain[position]))
            {
                position = EndOf(plain, position, IsLetter);
                tokens.Add(new DateToken(DateTokenKind.Word, plain[start..position], 0, false));
            }
            else
            {
                position++;
                if (!char.IsWhiteSpace(plain[start]))
                {
                    tokens.Add(new DateToken(DateTokenKind.Sign, plain[start..position], 0, false));
                }
            }

            if (tokens.Count > TokensMax)
            {
                return null;
            }
        }

        return tokens;
    }

    private static int EndOf(string text, int position, Func<char, bool> belongs)
    {
        while (position < text.Length && belongs(text[position]))
        {
            position++;
        }

        return position;
    }

    private static bool IsLetter(char character) =>
        char.IsLetter(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;

    // "2.30pm": a point between hour and minute is one only where the half of the day follows.
    [GeneratedRegex(@"\b(\d{1,2})\.(\d{2}) ?([AaPp]\.?[Mm]\b)")]
    private static partial Regex DottedClock();

    private readonly record struct DateToken(DateTokenKind Kind, string Text, int Value, bool FollowsBlank);
}
