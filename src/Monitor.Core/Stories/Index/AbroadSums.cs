using System.Collections.Frozen;
using System.Globalization;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>
/// What two articles of different languages have in common: names as both write them, and numbers. The words around them tell nothing. Weights are told
/// by <see cref="Usual"/>, so that a name has to be the rarer, the more reports were counted.
/// </summary>
/// <param name="rarestPossible">The weight of a term that no report holds.</param>
internal struct AbroadSums(float rarestPossible)
{
    /// <summary>The weight of an unknown term in an index as small as those that the evidence was fitted on.</summary>
    private const double Usual = 6.3;

    /// <summary>A name or a number of less weight is common, and tells of no event.</summary>
    private const double ThingWeightMin = 3.5;

    private const int DaysOfMonth = 31;
    private const int YearFirst = 1900;
    private const int YearLast = 2099;

    private const double Base = -2;
    private const double FirstNameWeight = 0.46;
    private const double SecondNameWeight = 0.28;
    private const double NamePairWeight = 0.13;
    private const double NumberWeight = 0.23;
    private const double OpeningWeight = 0.16;
    private const double DayWeight = -1.2;

    /// <summary>Days and years stand in every report of the day: they tell when, not what.</summary>
    private static readonly FrozenSet<uint> Dates = Enumerable.Range(1, DaysOfMonth).Concat(Enumerable.Range(YearFirst, YearLast - YearFirst + 1))
        .Select(number => StableHash.Term(StableHash.Of(number.ToString(CultureInfo.InvariantCulture)))).ToFrozenSet();

    /// <summary>What stands before the number of a vulnerability, and names none.</summary>
    private static readonly uint Identifier = ArticleTerms.TermOf("cve");

    private bool _haveIdentifiers;
    private double _first;
    private double _second;
    private double _number;
    private double _opening;
    private int _names;
    private int _pairs;

    /// <summary>Takes a term that both have.</summary>
    public void Add(uint term, TermZones one, TermZones other, float weight)
    {
        var usual = weight * Usual / rarestPossible;
        if (term == Identifier)
        {
            _haveIdentifiers = true;
        }
        else if ((one & other & TermZones.NamePair) != 0)
        {
            _pairs++;
        }
        else if (((one | other) & (TermZones.NamePair | TermZones.Actor)) != 0)
        {
            return;
        }
        else if (((one | other) & TermZones.Number) != 0)
        {
            _number = usual >= ThingWeightMin && !Dates.Contains(term) ? Math.Max(_number, usual) : _number;
        }
        else if ((one & other & TermZones.Name) != 0 && usual >= ThingWeightMin)
        {
            AddName(one & other, usual);
        }
    }

    /// <summary>
    /// The evidence that both report one event; least of all where a date is missing, or where they share fewer than two things, one of them a name: a place
    /// or a person alone has two events on a day. Two names in a row are one, and who names an identifier has to share its number.
    /// </summary>
    public readonly double EvidenceAfter(double? daysApart)
    {
        var things = Math.Max(_names - _pairs, Math.Min(_names, 1)) + (_number > 0 ? 1 : 0);
        if (daysApart is not { } days || _names == 0 || things < 2 || (_haveIdentifiers && _number <= 0))
        {
            return -StoryLikeness.EvidenceMax;
        }

        var evidence = Base + (FirstNameWeight * _first) + (SecondNameWeight * _second) + (NamePairWeight * Math.Min(_pairs, 2))
            + (NumberWeight * _number) + (OpeningWeight * _opening) + (DayWeight * Math.Log(1 + days));
        return Math.Clamp(evidence, -StoryLikeness.EvidenceMax, StoryLikeness.EvidenceMax);
    }

    private void AddName(TermZones zones, double weight)
    {
        _names++;
        _opening = ArticleSums.IsOpening(zones) ? Math.Max(_opening, weight) : _opening;
        if (weight > _first)
        {
            (_first, _second) = (weight, _first);
        }
        else
        {
            _second = Math.Max(_second, weight);
        }
    }
}
