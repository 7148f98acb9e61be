using Monitor.Attributions.Learnt;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A name in an office, as the news taught it.</summary>
/// <param name="Actor">The actor that the name speaks for.</param>
/// <param name="State">learnt, ended, contested, against-book, accepted or refused.</param>
/// <param name="IsInForce">Names in articles mean the actor.</param>
/// <param name="Until">Null where it is open.</param>
/// <param name="Named">The last day on which it was named so.</param>
/// <param name="JudgedBy">The analyst with the last word; null where nobody has judged it.</param>
public sealed record OfficeHolderShape(
    long Id, string Name, string Office, string Actor, string State, bool IsInForce, DateOnly From, DateOnly? Until, DateOnly Named, string Why,
    DateTimeOffset DecidedAt, string? JudgedBy, DateTimeOffset? JudgedAt, IReadOnlyList<OfficeEvidenceShape> Evidence)
{
    public static OfficeHolderShape Of(LearntHolding holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        var office = holding.Office;
        return new OfficeHolderShape(
            office.Id, office.Name, office.Office, office.Owner, holding.State, holding.IsInForce, office.From, office.Until, office.NamedOn, office.Why,
            office.DecidedAt, holding.Judgement?.Author, holding.Judgement?.At,
            [.. office.Evidence.Select(one => new OfficeEvidenceShape(one.ArticleId, one.Outlet, one.Day, one.Quote))]);
    }
}

/// <summary>A sentence that names somebody in an office.</summary>
public sealed record OfficeEvidenceShape(long Article, string Outlet, DateOnly Day, string Text);
