using System.Globalization;
using Monitor.Attributions.Parties;

namespace Monitor.Attributions.Weighed;

/// <summary>
/// What the other pairs of an article tell of one, once each is weighed by itself: whether the same two stand elsewhere, who else may accuse the
/// accused, who is accused of what in return.
/// </summary>
internal sealed class SecondLook
{
    /// <summary>What is so unlikely by itself is not looked at again.</summary>
    public const double LeastLikely = 0.05;

    private const double Telling = 0.3;

    private static readonly FeatureKind Again = new("again");
    private static readonly FeatureKind Own = new("again own");
    private static readonly FeatureKind Same = new("again same two");
    private static readonly FeatureKind Rival = new("again rival");
    private static readonly FeatureKind Other = new("again other");
    private static readonly FeatureKind Return = new("again in return");
    private static readonly FeatureKind Bound = new("again bound");
    private static readonly string[] Steps = [.. Enumerable.Range(0, 64).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private readonly Dictionary<(string, string), Best> _ofTwo = [];
    private readonly Dictionary<string, Best> _ofAccuser = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Best> _ofAccused = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, string), Best> _rivals = [];
    private readonly Dictionary<int, Best> _ofSentence = [];
    private readonly Best _ofArticle = new();

    public SecondLook(IEnumerable<(double Probability, PairCandidate Pair)> weighed)
    {
        foreach (var (probability, pair) in weighed)
        {
            if (probability < LeastLikely)
            {
                continue;
            }

            var (accuser, accused, number) = (KeyOf(pair.Accuser.Named), KeyOf(pair.Accused.Named), pair.Scene.Number);
            Of(_ofTwo, (accuser, accused)).Add(probability, pair.Scene.Number);
            Of(_ofAccuser, accuser).Add(probability, Place(accused));
            Of(_ofAccused, accused).Add(probability, Place(accuser));
            Of(_rivals, (number, accused)).Add(probability, Place(accuser));
            Of(_ofSentence, number).Add(probability, Place(accuser, accused));
            _ofArticle.Add(probability, Place(accuser, accused));
        }
    }

    public void Read(FeatureBag bag, double probability, PairCandidate pair)
    {
        var (accuser, accused, number) = (KeyOf(pair.Accuser.Named), KeyOf(pair.Accused.Named), pair.Scene.Number);
        var own = Steps[StepOf(probability)];
        bag.Add(Again, "pair");
        bag.Add(Own, own);
        bag.Add(Own, own, pair.Accuser.Way);
        bag.Add(Own, own, pair.Accused.Way);
        bag.Add(Again, pair.Accuser.Way, pair.Accused.Way);
        var bound = WeighedBounds.Of(pair) ?? "none";
        bag.Add(Bound, bound);
        bag.Add(Bound, bound, Coarse(probability));
        var (same, here) = (_ofTwo[(accuser, accused)], pair.Scene.Number);
        bag.Add(Same, Coarse(same.Except(here)), Coarse(probability));
        bag.Add(Same, "sentences", Steps[Math.Min(same.Count(Telling), 4)]);
        bag.Add(Rival, Ahead(probability, _rivals[(number, accused)].Except(Place(accuser))));
        bag.Add(Rival, Coarse(probability), Coarse(_rivals[(number, accused)].Except(Place(accuser))));
        bag.Add(Rival, "article", Ahead(probability, _ofAccused[accused].Except(Place(accuser))));
        bag.Add(Other, "accused of it too", Coarse(_ofAccuser[accuser].Except(Place(accused))));
        bag.Add(Other, "sentence", Ahead(probability, _ofSentence[number].Except(Place(accuser, accused))));
        bag.Add(Other, "article", Ahead(probability, _ofArticle.Except(Place(accuser, accused))));
        bag.Add(Other, "telling", Steps[Math.Min(_ofArticle.Count(Telling), 6)]);
        bag.Add(Return, "two", Ahead(probability, _ofTwo.GetValueOrDefault((accused, accuser))?.Except(-1) ?? 0));
        bag.Add(Return, "accuser is accused", Ahead(probability, _ofAccused.GetValueOrDefault(accuser)?.Except(-1) ?? 0));
        bag.Add(Return, "accused accuses", Ahead(probability, _ofAccuser.GetValueOrDefault(accused)?.Except(-1) ?? 0));
    }

    private static string KeyOf(Named named) => named.Country ?? named.Id;

    /// <summary>The same in every process: what collides must not differ from run to run.</summary>
    private static int Place(string key) => unchecked((int)FeatureKind.HashOf(key));

    private static int Place(string accuser, string accused) =>
        unchecked((int)FeatureKind.GoOn(FeatureKind.GoOn(FeatureKind.HashOf(accuser), ">"), accused));

    private static Best Of<TKey>(Dictionary<TKey, Best> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var best))
        {
            all[key] = best = new Best();
        }

        return best;
    }

    private static int StepOf(double probability)
    {
        var logit = Math.Log(Math.Max(probability, 1e-6) / Math.Max(1 - probability, 1e-6));
        return (int)Math.Clamp(Math.Round((logit + 4) * 2), 0, 16);
    }

    private static string Coarse(double probability) =>
        probability switch { <= 0 => "none", < 0.05 => "no", < 0.15 => "hardly", < 0.3 => "perhaps", < 0.5 => "well", < 0.75 => "likely", _ => "surely" };

    private static string Ahead(double own, double other) => other <= 0 ? "alone" : (StepOf(own) - StepOf(other)) switch
    {
        <= -4 => "far behind",
        <= -2 => "behind",
        < 0 => "right behind",
        0 => "even",
        < 3 => "ahead",
        _ => "far ahead",
    };

    /// <summary>The likeliest by who stands on the other side, or by the sentence.</summary>
    private sealed class Best
    {
        // Few stand on the other side: looking through them costs less than a dictionary for each side.
        private readonly List<(int Place, double Probability)> _all = [];

        public void Add(double probability, int place)
        {
            for (var i = 0; i < _all.Count; i++)
            {
                if (_all[i].Place == place)
                {
                    _all[i] = (place, Math.Max(_all[i].Probability, probability));
                    return;
                }
            }

            _all.Add((place, probability));
        }

        public int Count(double least)
        {
            var count = 0;
            foreach (var (_, probability) in _all)
            {
                count += probability >= least ? 1 : 0;
            }

            return count;
        }

        /// <summary>The likeliest of all but one.</summary>
        public double Except(int place)
        {
            var best = 0.0;
            foreach (var (other, probability) in _all)
            {
                best = other == place ? best : Math.Max(best, probability);
            }

            return best;
        }
    }
}
