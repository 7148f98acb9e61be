using System.Globalization;
using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Weighed;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Benchmarks.Attributions;

/// <summary>A labelled item as the detector reads it: who may accuse or deny in it, which of them do, and what the rules found.</summary>
internal sealed class FitArticle(LabelledItem item, bool isLearntOnly)
{
    private const double RivalMargin = 0.03;

    private readonly List<(HashSet<string> Accuser, HashSet<string> Accused, Statement Statement)> _rules = [];

    private TokenizedText _text = null!;
    private (ArticleContext Context, IReadOnlyList<Scene> Scenes, ActorBook Book)? _read;

    public LabelledItem Item { get; } = item;

    public bool IsLearntOnly { get; } = isLearntOnly;

    public List<FitCandidate> Pairs { get; } = [];

    public List<FitCandidate> Again { get; } = [];

    public List<FitCandidate> Deniers { get; } = [];

    public IEnumerable<FitCandidate> All => Pairs.Concat(Deniers);

    public List<Gold> Gold { get; } = [];

    public static FitArticle Of(LabelledItem item, Tagger tagger, AttributionDetector detector, bool isLearntOnly)
    {
        var article = new FitArticle(item, isLearntOnly) { _text = TokenizedText.Of(item.Title, item.Text) };
        article.ReadGold();
        var tags = tagger.Tag(article._text, item.Outlet, null, item.Language, item.Published);
        if (detector.Candidates(article._text, tags, OutletVoice.Of(tagger, item.Outlet, item.SpeaksFor), item.Published, item.Language)
            is var (context, scenes, statements))
        {
            article._read = (context, scenes, tagger.Actors);
            article.ReadCandidates(context, scenes, tagger.Actors);
            foreach (var made in statements)
            {
                article._rules.AddRange(made.Accusers.Select(accuser => (PartyKeys.Found(accuser, made.AccuserCountry, tagger.Actors),
                    PartyKeys.Found(made.Accused, made.AccusedCountry, tagger.Actors), made)));
            }
        }

        return article;
    }

    /// <summary>The best candidate for each labelled statement whose words the item does not tell.</summary>
    public static IEnumerable<FitCandidate> Told(List<FitCandidate> candidates, Func<FitCandidate, double> judge) => candidates
        .Where(candidate => candidate.Label is null && candidate.Told is not null).GroupBy(candidate => candidate.Told).Select(same => same.MaxBy(judge)!);

    /// <summary>What the program does not state, however likely; and of those who may accuse one party in a sentence only the likeliest do.</summary>
    public void KeepBounds(bool isUnbound)
    {
        foreach (var bound in All.Where(candidate => candidate.IsBound && !isUnbound))
        {
            bound.Probability = 0;
        }

        foreach (var rivals in Pairs.GroupBy(pair => (pair.Sentence, pair.Rival)))
        {
            var best = rivals.Max(pair => pair.Probability);
            foreach (var pair in rivals.Where(pair => pair.Probability < best - RivalMargin))
            {
                pair.Probability = 0;
            }
        }
    }

    public Score PairsAt(double least) => ScoreOf(
        [.. _rules.Where(rule => rule.Statement.Polarity is not Polarity.Denied && (rule.Statement.Accused ?? rule.Statement.AccusedCountry) is not null)
            .Select(rule => (rule.Accuser, rule.Accused)), .. Pairs.Where(pair => pair.Probability >= least).Select(pair => (pair.Accuser, pair.Accused))],
        Gold.FindAll(gold => gold.Accused is not null));

    public Score DenialsAt(double least) => ScoreOf(
        [.. _rules.Where(rule => rule.Statement.Polarity is Polarity.Denied).Select(rule => (rule.Accuser, rule.Accused)),
            .. Deniers.Where(denier => denier.Probability >= least).Select(denier => (denier.Accuser, denier.Accused))],
        Gold.FindAll(gold => gold.Accused is null));

    /// <summary>What is missed and what is wrong, with probabilities.</summary>
    public void Print(double least)
    {
        var missed = Gold.FindAll(gold => !gold.Statement.Optional && !All.Any(candidate => candidate.Probability >= least && IsOfKind(gold, candidate)
            && gold.Fits(candidate)) && !_rules.Exists(rule => IsOfKind(gold, rule.Statement) && gold.Fits(rule.Accuser, rule.Accused)));
        var wrong = All
            .Where(candidate => candidate.Probability >= least && !Gold.Exists(gold => IsOfKind(gold, candidate) && gold.Fits(candidate)))
            .DistinctBy(candidate => candidate.Shown).ToList();
        var wrongRules = _rules.FindAll(rule => !Gold.Exists(gold => IsOfKind(gold, rule.Statement) && gold.Fits(rule.Accuser, rule.Accused)));
        if (missed.Count + wrong.Count + wrongRules.Count == 0)
        {
            return;
        }

        Console.WriteLine($"\n{Item.Id} [{Item.Outlet}] {Item.Title} || {Item.Text}");
        foreach (var gold in missed)
        {
            var best = All.Where(candidate => IsOfKind(gold, candidate) && gold.Fits(candidate)).Select(candidate => (double?)candidate.Probability).Max();
            Console.WriteLine($"  missed {string.Join(",", gold.Statement.Accusers)} > {gold.Statement.Accused} {gold.Statement.Strength} "
                + $"{gold.Statement.Polarity}: {best?.ToString("0.00", CultureInfo.InvariantCulture) ?? "no candidate"}: {gold.Statement.Evidence}");
        }

        wrong.ForEach(candidate => Console.WriteLine($"  wrong {candidate.Probability:0.00} {candidate.Shown}: {candidate.Sentence.Of(_text.Value)}"));
        wrongRules.ForEach(rule => Console.WriteLine(
            $"  wrong by {rule.Statement.Rule} {string.Join(",", rule.Statement.Accusers)} > {rule.Statement.Accused}: "
                + rule.Statement.Evidence.Of(_text.Value)));
    }

    /// <summary>How a labelled party was seen: as one who may act, as a name or as the article's home, or not at all.</summary>
    public string Seen(HashSet<string> party, bool isAccuser)
    {
        if (_read is not var (context, scenes, book))
        {
            return "unread";
        }

        var reader = new CandidateReader(scenes);
        return Enumerable.Range(0, scenes.Count).SelectMany(index => isAccuser ? reader.Accusers(index) : reader.Accused(index))
            .Any(seat => PartyKeys.Same(party, PartyKeys.Found(seat.Named.Id, seat.Named.Country, book))) ? "seat"
            : context.Home?.Country is { } home && party.Contains(home) ? "home"
            : context.Mentions.Any(mention => PartyKeys.Same(party, PartyKeys.Found(mention.Actor.Id, mention.Actor.Country, book))) ? "mention"
            : scenes.SelectMany(scene => scene.Sentence.Places).Any(place => party.Contains(place.Country)) ? "place"
            : "unseen";
    }

    /// <summary>What the rules stated, with the labelled statements that it fits.</summary>
    public IEnumerable<object> RuleLines() => _rules.Select(rule => new
    {
        Key = Written(rule.Accuser) + ">" + Written(rule.Accused),
        IsDenial = rule.Statement.Polarity is Polarity.Denied,
        HasAccused = (rule.Statement.Accused ?? rule.Statement.AccusedCountry) is not null,
        Strength = rule.Statement.Strength.ToString(),
        Polarity = rule.Statement.Polarity.ToString(),
        Fits = Gold.Select((gold, place) => (gold, place))
            .Where(of => IsOfKind(of.gold, rule.Statement) && of.gold.Fits(rule.Accuser, rule.Accused)).Select(of => of.place),
    });

    private static bool IsOfKind(Gold gold, FitCandidate candidate) => gold.Accused is null == (candidate.Accused.Count == 0);

    private static bool IsOfKind(Gold gold, Statement statement) => gold.Accused is null == statement.Polarity is Polarity.Denied;

    private void ReadGold()
    {
        foreach (var statement in Item.Statements)
        {
            var at = statement.Evidence is null ? -1 : _text.Value.IndexOf(statement.Evidence, StringComparison.Ordinal);
            var isDenial = statement.Polarity is Polarity.Denied;
            if (isDenial || statement.Accused is not null)
            {
                Gold.AddRange(statement.Accusers.Select(accuser => new Gold(statement, PartyKeys.Wanted(accuser),
                    isDenial ? null : PartyKeys.Wanted(statement.Accused!), at < 0 ? null : new TextSpan(at, at + statement.Evidence!.Length))));
            }
        }
    }

    private void ReadCandidates(ArticleContext context, IReadOnlyList<Scene> scenes, ActorBook book)
    {
        var bag = new FeatureBag(isNamed: true);
        var features = new CandidateFeatures(context, bag);
        var reader = new CandidateReader(scenes);
        for (var index = 0; index < scenes.Count; index++)
        {
            var sentence = scenes[index].Sentence.Sentence.Span;
            foreach (var pair in reader.Of(index))
            {
                bag.Clear();
                features.Read(pair);
                var (accuser, accused) = (pair.Accuser.Named, pair.Accused.Named);
                Keep(Pairs, new FitCandidate(sentence, $"{accuser.Id} ({pair.Accuser.Way}) > {accused.Id} ({pair.Accused.Way})", accused.Country ?? accused.Id,
                    PartyKeys.Found(accuser.Id, accuser.Country, book), PartyKeys.Found(accused.Id, accused.Country, book), [.. bag.Names])
                {
                    Pair = pair,
                    IsBound = WeighedBounds.Never(pair) is not null,
                });
            }

        }
    }

    /// <summary>What the pairs tell of each other, once each has been judged by itself; of what is hardly likely nothing is read, and it stays so.</summary>
    public void LookAgain()
    {
        var bag = new FeatureBag(isNamed: true);
        var look = new SecondLook(Pairs.Select(pair => (pair.Probability, pair.Pair!)));
        Again.Clear();
        foreach (var pair in Pairs.Where(pair => pair.Probability >= SecondLook.LeastLikely))
        {
            bag.Clear();
            look.Read(bag, pair.Probability, pair.Pair!);
            Again.Add(pair with { Names = [.. bag.Names], First = pair });
        }
    }

    /// <summary>Gives the pairs what the second judgement says.</summary>
    public void TakeSecond()
    {
        foreach (var pair in Pairs.Where(pair => pair.Probability < SecondLook.LeastLikely))
        {
            pair.Probability = 0;
        }

        foreach (var again in Again)
        {
            again.First!.Probability = again.Probability;
        }
    }

    /// <summary>Who may deny what: after the pairs are judged, since who is likely accused likely denies.</summary>
    public void ReadDeniers()
    {
        if (_read is not var (context, scenes, book))
        {
            return;
        }

        var bag = new FeatureBag(isNamed: true);
        var features = new CandidateFeatures(context, bag);
        var reader = new CandidateReader(scenes);
        for (var index = 0; index < scenes.Count; index++)
        {
            var sentence = scenes[index].Sentence.Sentence.Span;
            foreach (var seat in reader.Deniers(index))
            {
                bag.Clear();
                var held = HeldTo.Of(Pairs.Select(pair => (pair.Probability, pair.Pair!)), scenes[index].Number, seat.Named);
                features.ReadDenial(scenes[index], seat, held);
                Keep(Deniers, new FitCandidate(
                    sentence, $"{seat.Named.Id} ({seat.Way}) denies", "", PartyKeys.Found(seat.Named.Id, seat.Named.Country, book), [], [.. bag.Names])
                {
                    IsBound = !(WeighedBounds.MayAnswer(scenes[index], seat) && WeighedBounds.IsHeld(scenes[index], seat, held)),
                });
            }
        }
    }

    /// <summary>What is expressly not said, or cleared, speaks of the two as well: its polarity is another judgement.</summary>
    private void Keep(List<FitCandidate> candidates, FitCandidate candidate)
    {
        var fitting = Gold.FindAll(gold => IsOfKind(gold, candidate) && gold.Fits(candidate));
        candidate.Label = fitting.Count == 0 ? false
            : fitting.Exists(gold => gold.Evidence is not null && gold.IsAt(candidate.Sentence) && !gold.Statement.Optional) ? true : null;
        candidate.Truth = (fitting.Find(gold => gold.IsAt(candidate.Sentence)) ?? fitting.FirstOrDefault())?.Statement;
        if (candidate is { Truth: not null, Pair: { } pair })
        {
            var bag = new FeatureBag(isNamed: true);
            candidate.ByForm = WeighedReader.ByForm(pair.Scene, pair.Accuser);
            StatementKind.Read(bag, pair.Scene, pair.Accuser, candidate.ByForm);
            candidate.KindNames = [.. bag.Names];
        }

        candidate.Told = fitting.Find(gold => gold.Evidence is null && !gold.Statement.Optional);
        candidates.Add(candidate);
    }

    private Score ScoreOf(List<(HashSet<string> Accuser, HashSet<string> Accused)> found, List<Gold> wanted)
    {
        var used = new HashSet<int>();
        var (right, missed) = (0, 0);
        foreach (var gold in wanted)
        {
            var partners = Enumerable.Range(0, found.Count).Where(place => gold.Fits(found[place].Accuser, found[place].Accused)).ToList();
            used.UnionWith(partners);
            if (!gold.Statement.Optional)
            {
                (right, missed) = partners.Count > 0 ? (right + 1, missed) : (right, missed + 1);
            }
        }

        var wrong = Enumerable.Range(0, found.Count).Where(place => !used.Contains(place))
            .Select(place => Written(found[place].Accuser) + ">" + Written(found[place].Accused)).Distinct().Count();
        return new Score(right, wrong, missed, Item.Statements.Count == 0 && found.Count > 0 ? 1 : 0);
    }

    private static string Written(HashSet<string> keys) => string.Join(",", keys.Order(StringComparer.Ordinal));
}
