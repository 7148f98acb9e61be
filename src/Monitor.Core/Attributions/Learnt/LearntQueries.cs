using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Audit;
using Monitor.Storage;

namespace Monitor.Attributions.Learnt;

/// <summary>Questions about what the news taught.</summary>
public static class LearntQueries
{
    /// <summary>More names than there are governments; what changed first is left out beyond.</summary>
    public const int HoldersMax = 5000;

    /// <summary>A number that grows with every change of what is learnt and of what analysts say of it.</summary>
    public static async Task<(long Learnt, long Judged)> LearntStampAsync(this MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return (
            await db.Set<LearntOffice>().MaxAsync(office => (long?)office.Sequence, cancellationToken) ?? 0,
            await db.Set<OfficeJudgement>().MaxAsync(judgement => (long?)judgement.Id, cancellationToken) ?? 0);
    }

    /// <summary>Everything learnt, what changed last first.</summary>
    public static async Task<List<LearntHolding>> LearntHoldingsAsync(this MonitorDbContext db, int holdingsMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var offices = await db.Set<LearntOffice>().AsNoTracking().OrderByDescending(office => office.Sequence).Take(holdingsMax).ToListAsync(cancellationToken);
        var judged = (await db.Set<OfficeJudgement>().AsNoTracking().OrderBy(judgement => judgement.Id).ToListAsync(cancellationToken))
            .GroupBy(judgement => (judgement.NameKey, judgement.Owner)).ToDictionary(of => of.Key, of => of.Last());
        return offices.ConvertAll(office => new LearntHolding(office, judged.GetValueOrDefault((office.NameKey, office.Owner))));
    }

    /// <summary>The persons whose names mean whom they speak for. An owner that the book does not know is left out.</summary>
    public static async Task<KnownHolders> KnownHoldersAsync(this MonitorDbContext db, ActorBook actors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actors);
        var holders = new List<KnownHolder>();
        foreach (var holding in await db.LearntHoldingsAsync(HoldersMax, cancellationToken))
        {
            if (holding.IsInForce && actors.Find(holding.Office.Owner) is { } owner)
            {
                // Nobody decides on an office that no outlet names any more.
                var until = holding.Office.Until ?? holding.Office.NamedOn.AddDays(OfficeQuorum.SilenceDays);
                holders.Add(new KnownHolder(holding.Office.Name, holding.Office.Office, owner, holding.Office.From, until));
            }
        }

        return holders.Count == 0 ? KnownHolders.None : new KnownHolders(holders);
    }

    /// <summary>Writes an analyst's word on a name, for each owner that it was learnt for (or the one given).</summary>
    /// <returns>What it was said of; empty where nothing of the name was learnt.</returns>
    public static async Task<IReadOnlyList<LearntOffice>> JudgeOfficeAsync(
        this MonitorDbContext db, string name, string? owner, bool isAccepted, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var key = OfficeSighting.KeyOf(name);
        var offices = await db.Set<LearntOffice>().AsNoTracking()
            .Where(office => office.NameKey == key && (owner == null || office.Owner == owner)).ToListAsync(cancellationToken);
        db.AddRange(offices.Select(office => office.Owner).Distinct().Select(of => new OfficeJudgement
        {
            NameKey = key,
            Owner = of,
            IsAccepted = isAccepted,
            Author = author,
            At = now,
        }));
        foreach (var office in offices)
        {
            db.Record(isAccepted ? Deed.OfficeAccepted : Deed.OfficeRefused, author, $"name {office.Name}", now, to: $"{office.Office} of {office.Owner}");
        }

        await db.SaveChangesAsync(cancellationToken);
        return offices;
    }
}
