using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Feeds.Polling;

/// <summary>How often the operator wants a feed polled, in place of the interval that follows its news.</summary>
/// <param name="IsAgreed">The publisher has agreed to it: his ttl, max-age and the like do not put it off.</param>
public readonly partial record struct PollWish(TimeSpan Every, bool IsAgreed)
{
    public static readonly TimeSpan EveryMin = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan EveryMax = PollSchedule.IntervalMax;

    private const string AgreedWord = "agreed";

    /// <summary>Reads "5m", "1h30m", "90s" or "1d", with "agreed" behind it or not, between a minute and a day.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PollWish wish)
    {
        wish = default;
        var match = Written().Match(text?.Trim() ?? "");
        if (!match.Success)
        {
            return false;
        }

        var every = TimeSpan.FromDays(Number(match.Groups[1])) + TimeSpan.FromHours(Number(match.Groups[2]))
            + TimeSpan.FromMinutes(Number(match.Groups[3])) + TimeSpan.FromSeconds(Number(match.Groups[4]));
        wish = new PollWish(every, match.Groups[5].Success);
        return every >= EveryMin && every <= EveryMax;
    }

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString()
    {
        var hours = Every.Days * 24 + Every.Hours;
        var span = $"{(hours > 0 ? $"{hours}h" : "")}{(Every.Minutes > 0 ? $"{Every.Minutes}m" : "")}{(Every.Seconds > 0 ? $"{Every.Seconds}s" : "")}";
        return IsAgreed ? $"{span} {AgreedWord}" : span;
    }

    private static double Number(Group digits) => digits.Success ? double.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex($"^(?:(\\d)d)?(?:(\\d{{1,2}})h)?(?:(\\d{{1,4}})m)?(?:(\\d{{1,5}})s)?( {AgreedWord})?$")]
    private static partial Regex Written();
}
