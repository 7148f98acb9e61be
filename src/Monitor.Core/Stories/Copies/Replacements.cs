using System.Globalization;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Copies;

/// <summary>
/// What stands in place of what where two texts run alike. A copy that was edited, spun or badly scanned changes plain words as readily as names and
/// numbers; a report in the same form about another thing changes just these.
/// </summary>
internal sealed class Replacements
{
    /// <summary>Fewer are corrections, or a bad scan.</summary>
    private const int TellingMin = 3;

    /// <summary>
    /// Copies made by program have up to .375 on the development data, together with as many plain words; the same form of another thing .35
    /// and more.
    /// </summary>
    private const double TellingShareMin = 0.3;

    /// <summary>How much oftener than plain words telling ones are replaced.</summary>
    private const double TellingToPlainMin = 1.5;

    /// <summary>Numbers survive every paraphraser: where most of them are others, the event is.</summary>
    private const double NumbersShareMin = 0.6;

    private readonly Dictionary<uint, int> _kept = [];
    private readonly Dictionary<(uint Own, uint Other), int> _replaced = [];
    private (int Kept, int Replaced) _telling;
    private (int Kept, int Replaced) _plain;
    private (int Kept, int Replaced) _numbers;

    /// <summary>Why the two are about different things, for people; null where nothing says so.</summary>
    public string? Against =>
        IsSwapped ? "two names stand in each other's place"
        : AreTellingReplaced || AreNumbersReplaced
            ? string.Create(
                CultureInfo.InvariantCulture, $"the same form, but {_telling.Replaced} of {_telling.Replaced + _telling.Kept} names and numbers are others")
        : null;

    private bool AreTellingReplaced =>
        _telling.Replaced >= TellingMin && Share(_telling) >= TellingShareMin && Share(_telling) >= TellingToPlainMin * Share(_plain);

    private bool AreNumbersReplaced => _numbers.Replaced >= TellingMin && Share(_numbers) >= NumbersShareMin;

    /// <summary>Accuser and accused: each stands where the other stood, more often than in its own place.</summary>
    private bool IsSwapped =>
        _replaced.Any(one =>
            _replaced.TryGetValue((one.Key.Other, one.Key.Own), out var back)
            && one.Value + back > _kept.GetValueOrDefault(one.Key.Own) + _kept.GetValueOrDefault(one.Key.Other));

    /// <summary>A word that stands in both texts.</summary>
    public void Keep(AlignableText text, int place)
    {
        var term = text.Terms[place];
        if (IsTelling(text, place))
        {
            _kept[term] = _kept.GetValueOrDefault(term) + 1;
            _telling.Kept++;
            _numbers.Kept += IsNumber(text, place) ? 1 : 0;
        }
        else if (!CommonWords.IsFunction(term))
        {
            _plain.Kept++;
        }
    }

    /// <summary>A word in whose place the other text has another.</summary>
    public void Replace(AlignableText text, int place, AlignableText other, int otherPlace)
    {
        if (IsTelling(text, place) && IsTelling(other, otherPlace))
        {
            var pair = (text.Terms[place], other.Terms[otherPlace]);
            _replaced[pair] = _replaced.GetValueOrDefault(pair) + 1;
            _telling.Replaced++;
            _numbers.Replaced += IsNumber(text, place) && IsNumber(other, otherPlace) ? 1 : 0;
        }
        else if (!IsTelling(text, place) && !CommonWords.IsFunction(text.Terms[place]))
        {
            _plain.Replaced++;
        }
    }

    private static bool IsTelling(AlignableText text, int place) => (text.Marks[place] & TermMarks.Telling) != 0;

    private static bool IsNumber(AlignableText text, int place) => (text.Marks[place] & TermMarks.Number) != 0 || NumberWords.Contains(text.Terms[place]);

    private static double Share((int Kept, int Replaced) words) => words.Replaced == 0 ? 0 : words.Replaced / (double)(words.Kept + words.Replaced);
}
