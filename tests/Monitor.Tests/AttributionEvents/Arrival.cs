using FsCheck;
using FsCheck.Fluent;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.Tests.AttributionEvents;

/// <summary>Random articles over 60 days, in order and as they may arrive: in any order, some of them twice.</summary>
internal sealed record Arrival(List<ArticleStatements> InOrder, List<ArticleStatements> Shuffled)
{
    private static readonly string[] Accusers = ["country:US", "agency:US-DOJ", "country:GB", "alliance:NATO", "igo:EU", "company:MICROSOFT"];
    private static readonly string[] Accused = ["country:CN", "agency:CN-MSS", "nationals:CN", "country:RU"];
    private static readonly string[] Families = ["cyber", "kinetic", "other"];
    private static readonly string?[] Sectors = [null, null, "rail", "power", "government", "parliament", "any-systems"];
    private static readonly string[] Marks = ["name:ada byron", "name:byron", "name:ben okri", "group:threat-group:X", "count:3", "count:4"];
    private static readonly DateTimeOffset Start = new(2021, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public override string ToString() => string.Join('\n', Shuffled.Select(article =>
            $"{article.ArticleId} {article.PublishedAt:MM-dd HH} "
                + $"{string.Join("; ", article.Statements.Select(one => $"{one.Accusers[0]} {one.Polarity} {one.Accused} {one.Family} {one.Strength} {string.Join(", ", one.Instrument)} {(one.Retraction ? "retraction" : "")}"))}"));

    public static Gen<Arrival> Random() =>
        from articles in Gen.ListOf(Article())
        let numbered = articles.Select((article, index) => article with { ArticleId = $"article-{index}", CopyGroup = $"group-{index / 2}" }).ToList()
        from duplicated in Gen.SubListOf(numbered.AsEnumerable())
        from shuffled in Gen.Shuffle(numbered.Concat(duplicated))
        select new Arrival(numbered, [.. shuffled]);

    /// <summary>The ledger as a worker takes it up from what is stored.</summary>
    public static EventLedger Restart(EventLedger ledger)
    {
        var restarted = new EventLedger(ActorRoots.ByIdAlone);
        var events = ledger.Events.ToDictionary(ongoing => ongoing, ongoing => new OngoingEvent(ongoing.Key, ongoing.StartAt) { Marks = ongoing.Marks });
        foreach (var (ongoing, restored) in events)
        {
            restored.TiedTo = ongoing.TiedTo is { } tied ? events.GetValueOrDefault(tied) : null;
        }

        restarted.Restore(
            events.Values, ledger.Evidence.Select(one => (one, ledger.EventOf(one) is { } ongoing ? events.GetValueOrDefault(ongoing) : null)));
        return restarted;
    }

    /// <summary>
    /// Reports of incidents that each name what was hit and where, within ten days and each in a story of its own: in any order, by anybody.
    /// </summary>
    public static Gen<Arrival> Named() =>
        from reports in Gen.ListOf(
            from sector in Gen.Elements("rail", "power", "parliament", "health")
            from state in Gen.Elements("US", "GB")
            from accuser in Gen.Elements(Accusers)
            from accused in Gen.Elements("country:CN", "country:RU")
            from hours in Gen.Choose(0, 24 * 9)
            select Named(sector, state, accuser, accused, Start.AddHours(hours)))
        let numbered = reports.Select((article, index) => article with { ArticleId = $"article-{index}", CopyGroup = $"group-{index}", Story = $"{index}" }).ToList()
        from shuffled in Gen.Shuffle(numbered.AsEnumerable())
        select new Arrival(numbered, [.. shuffled]);

    private static ArticleStatements Named(string sector, string state, string accuser, string accused, DateTimeOffset at)
    {
        var statement = Scenario.Accusing(accuser, accused, "cyber", AttributionStrength.Official, new TextSpan(0, 4)) with
        {
            Incident = new Incident { Target = sector, TargetClass = sector, TargetState = state },
        };
        return new ArticleStatements("", "text", "", IsCopy: false, at, Live: true, [statement]);
    }

    private static Gen<ArticleStatements> Article() =>
        from statements in Gen.ListOf(Statement())
        from hours in Gen.Choose(0, 24 * 60)
        from isCopy in Gen.Elements(true, false, false, false)
        from isRevision in Gen.Elements(true, false)
        from isLive in Gen.Elements(true, true, false)
        from story in Gen.Elements("a", "b", "c", null)
        from isDated in Gen.Elements(true, true, true, true, true, false)
        select new ArticleStatements("", "text", "", isCopy, isDated ? Start.AddHours(hours) : null, isLive, [.. statements.Take(4)])
        {
            IsRevision = isCopy && isRevision,
            Story = story,
        };

    private static Gen<Statement> Statement() =>
        from accuser in Gen.Elements(Accusers)
        from second in Gen.Elements(Accusers)
        from accused in Gen.Elements(Accused)
        from family in Gen.Elements(Families)
        from strength in Gen.Elements(Enum.GetValues<AttributionStrength>())
        from form in Gen.Choose(0, 9)
        from marks in Gen.SubListOf(Marks)
        from sector in Gen.Elements(Sectors)
        from name in Gen.Elements(null, null, null, "Northnet")
        from state in Gen.Elements(null, "US", "GB")
        select new Statement
        {
            Accusers = form is 0 ? [accused] : [accuser, second],
            Accused = form is 0 ? null : accused,
            AccusedCountry = form is 0 ? null : accused[^2..] is "SS" ? "CN" : accused[^2..],
            Grain = accused.StartsWith("nationals", StringComparison.Ordinal) ? AccusedGrain.National : AccusedGrain.State,
            Act = "",
            ActClass = "unspecified",
            Family = family,
            Rule = "test",
            Strength = strength,
            Polarity = form switch { 0 => Polarity.Denied, 1 => Polarity.Negated, _ => Polarity.Asserted },
            Past = form is 2,
            Retraction = form is 3,
            Instrument = [.. marks.Take(2)],
            Incident = new Incident { Target = sector, TargetClass = sector, TargetName = name, TargetState = state },
            Evidence = new TextSpan(0, 4),
        };
}
