using System.Globalization;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Statements;

namespace Monitor.Attributions.Weighed;

/// <summary>
/// Accusations and denials that no rule found, by the weights of their features. Whom a rule understood to accuse or to deny is not weighed again.
/// </summary>
internal sealed class WeighedReader(ArticleContext context, IReadOnlyList<Scene> scenes, FeatureWeights weights)
{
    /// <summary>A rival for the same accused that is so much less likely accuses nobody.</summary>
    private const double RivalMargin = 0.03;

    /// <summary>What is likely by half is explained, though it is not stated.</summary>
    private const double ShownMin = 0.25;

    private const int DecidingMax = 3;

    private static readonly Cue Accusation = new() { Id = "weighed", Kind = CueKind.Deed, Forms = [], Weight = 0.45 };
    private static readonly Cue Denial = new() { Id = "weighed-denial", Kind = CueKind.Denial, Forms = [], Weight = 0.45 };

    private readonly FeatureBag _bag = new(isNamed: false);

    public void Read()
    {
        var reader = new CandidateReader(scenes);
        var (found, denials) = (new List<(double Probability, PairCandidate Pair)>(), new List<(double Probability, Scene Scene, Seat Seat)>());
        var features = new CandidateFeatures(context, _bag);
        for (var index = 0; index < scenes.Count; index++)
        {
            var pairs = reader.Of(index);
            if (pairs.Count > 0)
            {
                Weigh(pairs, features, found);
            }
        }

        LookAgain(found);
        for (var index = 0; index < scenes.Count; index++)
        {
            foreach (var seat in reader.Deniers(index).Where(seat => WeighedBounds.MayAnswer(scenes[index], seat) && !IsDenied(seat)))
            {
                var held = HeldTo.Of(found, scenes[index].Number, seat.Named);
                if (!WeighedBounds.IsHeld(scenes[index], seat, held))
                {
                    continue;
                }

                _bag.Clear();
                features.ReadDenial(scenes[index], seat, held);
                denials.Add((FeatureWeights.Probability(weights.Sum(FeatureWeights.Denies, _bag.Hashes)), scenes[index], seat));
            }
        }

        if (found.Count + denials.Count == 0)
        {
            return;
        }

        found.RemoveAll(one => IsStated(one.Pair));
        foreach (var (scene, statement) in Accusations(found).Concat(Denials(denials)).ToList())
        {
            context.Keep(scene.Number, statement);
        }
    }

    /// <summary>Judges each pair once more by what the others tell of it.</summary>
    private void LookAgain(List<(double Probability, PairCandidate Pair)> found)
    {
        if (found.Count == 0)
        {
            return;
        }

        var look = new SecondLook(found);
        for (var i = 0; i < found.Count; i++)
        {
            var (probability, pair) = found[i];
            _bag.Clear();
            look.Read(_bag, probability, pair);
            found[i] = (FeatureWeights.Probability(weights.Sum(FeatureWeights.Again, _bag.Hashes)), pair);
        }
    }

    /// <summary>
    /// The sentence and each of the parties in it are read once for all pairs. What is hardly likely by itself is nothing from here on: most pairs.
    /// </summary>
    private void Weigh(List<PairCandidate> pairs, CandidateFeatures features, List<(double Probability, PairCandidate Pair)> found)
    {
        var scene = pairs[0].Scene;
        _bag.Clear();
        features.ReadSentence(scene);
        var ofSentence = weights.Sum(FeatureWeights.Accuses, _bag.Hashes);
        var seats = new List<(Party Party, string? Country, bool IsAccuser, double Sum)>();
        foreach (var pair in pairs)
        {
            var sum = ofSentence + OfSeat(pair.Accuser, isAccuser: true) + OfSeat(pair.Accused, isAccuser: false);
            _bag.Clear();
            features.ReadBoth(pair);
            var probability = FeatureWeights.Probability(sum + weights.Sum(FeatureWeights.Accuses, _bag.Hashes));
            if (probability >= SecondLook.LeastLikely)
            {
                found.Add((probability, pair));
            }
        }

        double OfSeat(Seat seat, bool isAccuser)
        {
            foreach (var read in seats)
            {
                if (ReferenceEquals(read.Party, seat.Party) && read.IsAccuser == isAccuser && read.Country == seat.Named.Country)
                {
                    return read.Sum;
                }
            }

            _bag.Clear();
            if (isAccuser)
            {
                features.ReadAccuser(scene, seat);
            }
            else
            {
                features.ReadAccused(scene, seat);
            }

            seats.Add((seat.Party, seat.Named.Country, isAccuser, weights.Sum(FeatureWeights.Accuses, _bag.Hashes)));
            return seats[^1].Sum;
        }
    }

    private List<(Scene, Statement)> Accusations(List<(double Probability, PairCandidate Pair)> found)
    {
        var stated = new List<(Scene, Statement)>();
        var least = weights.Least(FeatureWeights.Accuses);
        foreach (var likeliest in found.GroupBy(one => (one.Pair.Accuser.Named.Id, one.Pair.Accused.Named.Country ?? one.Pair.Accused.Named.Id))
            .Select(same => same.MaxBy(one => one.Probability)).OrderByDescending(one => one.Probability))
        {
            var (probability, pair) = likeliest;
            if (probability < Math.Min(least, ShownMin))
            {
                break;
            }

            var isRivalled = found.Exists(other => other.Pair.Scene == pair.Scene && other.Probability > probability + RivalMargin
                && (other.Pair.Accused.Named.Country ?? other.Pair.Accused.Named.Id) == (pair.Accused.Named.Country ?? pair.Accused.Named.Id));
            if (probability < least || isRivalled)
            {
                Explain(pair, probability, isRivalled ? "another is likelier to accuse it" : "not likely enough", null);
                continue;
            }

            var draft = Made(pair);
            if ((WeighedBounds.Never(pair) ?? WeighedBounds.OfOrdinaryNews(pair) ?? Standing.VetoOf(pair.Scene, Accusation, draft)) is { } veto)
            {
                Explain(pair, probability, veto, null);
                continue;
            }

            var statement = draft.ToStatement(Accusation, pair.Scene.Sentence, pair.Scene.Roles) with { Likely = true };
            Explain(pair, probability, "fired", statement);
            stated.Add((pair.Scene, statement));
        }

        return stated;
    }

    private List<(Scene, Statement)> Denials(List<(double Probability, Scene Scene, Seat Seat)> denials)
    {
        var stated = new List<(Scene, Statement)>();
        var least = weights.Least(FeatureWeights.Denies);
        foreach (var (probability, scene, seat) in denials.GroupBy(one => one.Seat.Named.Country ?? one.Seat.Named.Id)
            .Select(same => same.MaxBy(one => one.Probability)).Where(one => one.Probability >= least))
        {
            var statement = new Draft
            {
                Accusers = [seat.Named],
                Accused = null,
                Act = ActReader.Read(scene.Sentence, null),
                Strength = Drafting.StrengthOf(Denial, [seat.Named], null, scene.IsAnonymous),
                Polarity = Polarity.Denied,
                Modality = new Modality(null, false, false, seat.Source is { } source && (source.IsPast || scene.IsSaidEarlier(source))),
                Source = seat.Source,
            }.ToStatement(Denial, scene.Sentence, scene.Roles) with
            { Likely = true };
            scene.Note(Denial.Id, "fired", statement);
            stated.Add((scene, statement));
        }

        return stated;
    }

    /// <summary>The strength that the accuser's form and the sentence's charges tell, before weights have their say.</summary>
    public static AttributionStrength ByForm(Scene scene, Seat seat)
    {
        var (source, accuser) = (seat.Source, seat.Named);
        return !accuser.IsNonstate && source is not null && scene.IsCharge(source) ? AttributionStrength.Indictment
            : Drafting.StrengthOf(Accusation, [accuser], null, scene.IsAnonymous);
    }

    private Draft Made(PairCandidate pair)
    {
        var (scene, source, accuser) = (pair.Scene, pair.Accuser.Source, pair.Accuser.Named);
        _bag.Clear();
        StatementKind.Read(_bag, scene, pair.Accuser, ByForm(scene, pair.Accuser));
        return new Draft
        {
            Accusers = [accuser],
            Accused = pair.Accused.Named,
            Act = ActReader.Read(scene.Sentence, null),
            Strength = StatementKind.Strength(weights, _bag.Hashes),
            Polarity = Polarity.Asserted,
            Modality = new Modality(null, false, source?.IsHedged == true, source is not null && (source.IsPast || scene.IsSaidEarlier(source))),
            Source = source,
        };
    }

    /// <summary>A rule told of the two, whatever it told.</summary>
    private bool IsStated(PairCandidate pair) => context.Statements.Any(kept => kept.Statement.Polarity is not Polarity.Denied
        && (kept.Statement.Accusers.Contains(pair.Accuser.Named.Id) || IsOf(kept.Statement.AccuserCountry, pair.Accuser.Named))
        && (kept.Statement.Accused == pair.Accused.Named.Id || IsOf(kept.Statement.AccusedCountry, pair.Accused.Named)));

    private bool IsDenied(Seat seat) => context.Statements.Any(kept => kept.Statement.Polarity is Polarity.Denied
        && (kept.Statement.Accusers.Contains(seat.Named.Id) || IsOf(kept.Statement.AccuserCountry, seat.Named)));

    private static bool IsOf(string? country, Named named) => country is not null && country == named.Country;

    /// <summary>How likely it was, and which features spoke most for and against it.</summary>
    private void Explain(PairCandidate pair, double probability, string outcome, Statement? statement)
    {
        if (!pair.Scene.IsExplained)
        {
            return;
        }

        var bag = new FeatureBag(isNamed: true);
        new CandidateFeatures(context, bag).Read(pair);
        var deciding = Enumerable.Range(0, bag.Count)
            .Select(i => (Name: bag.Names[i], Weight: weights.Of(FeatureWeights.Accuses, bag.Hashes[i]))).Distinct()
            .OrderByDescending(feature => Math.Abs(feature.Weight)).Take(DecidingMax)
            .Select(feature => string.Create(CultureInfo.InvariantCulture, $"{feature.Weight:+0.00;-0.00} {feature.Name}"));
        pair.Scene.Note(string.Create(CultureInfo.InvariantCulture, $"{Accusation.Id} {pair.Accuser.Named.Id} > {pair.Accused.Named.Id}"),
            string.Create(CultureInfo.InvariantCulture, $"{outcome}: likely by {probability:0.00} ({string.Join(", ", deciding)})"), statement);
    }
}
