using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Attributions.Learnt;

/// <summary>Keeps what articles say of offices, and decides what that teaches: within Group's commit, by one worker at a time.</summary>
public static class OfficeLearning
{
    /// <summary>
    /// Further outlets that name the same person on the same day teach nothing more. With <see cref="OfficeQuorum.WindowDays"/> it bounds what is
    /// kept of a name to some hundred rows.
    /// </summary>
    private const int OutletsADayMax = 6;

    /// <param name="articles">None of them a copy.</param>
    /// <param name="next">The next number of the sequence of changes.</param>
    public static async Task LearnAsync(
        MonitorDbContext db, IReadOnlyCollection<TaughtArticle> articles, Func<long> next, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(next);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var first = today.AddDays(1 - OfficeQuorum.WindowDays);
        var said = articles.Where(article => article.Day >= first)
            .SelectMany(article => article.Lessons.Select(lesson => OfficeSighting.Of(lesson, article.Text, article.Outlet, article.Day, article.Id))).ToList();
        if (said.Count == 0)
        {
            return;
        }

        await db.Set<OfficeSighting>().Where(sighting => sighting.Day < first).ExecuteDeleteAsync(cancellationToken);
        foreach (var seat in said.GroupBy(sighting => (sighting.Owner, sighting.Office)))
        {
            var seen = await db.Set<OfficeSighting>()
                .Where(sighting => sighting.Owner == seat.Key.Owner && sighting.Office == seat.Key.Office).ToListAsync(cancellationToken);
            var added = seat.Where(one => IsFurther(one, seen)).ToList();
            if (added.Count > 0)
            {
                db.AddRange(added);
                await DecideAsync(db, seat.Key.Owner, seat.Key.Office, seen, next, now, cancellationToken);
            }
        }
    }

    /// <summary>Takes a sighting up where it says more than what was seen.</summary>
    private static bool IsFurther(OfficeSighting one, List<OfficeSighting> seen)
    {
        var alike = seen.FindAll(other => other.NameKey == one.NameKey && other.Day == one.Day && other.Telling == one.Telling);
        if (alike.Count >= OutletsADayMax || alike.Exists(other => other.Outlet == one.Outlet))
        {
            return false;
        }

        seen.Add(one);
        return true;
    }

    private static async Task DecideAsync(
        MonitorDbContext db, string owner, string office, List<OfficeSighting> seen, Func<long> next, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var names = seen.Select(sighting => sighting.NameKey).Distinct().ToList();
        var elsewhere = await db.Set<OfficeSighting>().AsNoTracking()
            .Where(sighting => names.Contains(sighting.NameKey) && sighting.Owner != owner).ToListAsync(cancellationToken);
        var kept = await db.Set<LearntOffice>().Where(learnt => learnt.Owner == owner && learnt.Office == office).ToListAsync(cancellationToken);
        var verdicts = OfficeDecision.Of(
            seen, elsewhere.FindAll(sighting => OfficeSighting.AreApart(sighting.Owner, owner)), kept.ConvertAll(learnt => learnt.AsVerdict()),
            DateOnly.FromDateTime(now.UtcDateTime));
        foreach (var verdict in verdicts)
        {
            var row = kept.Find(learnt => learnt.NameKey == verdict.NameKey);
            if (row is null || (row.Standing, row.Until) != (verdict.Standing, verdict.Until))
            {
                row ??= db.Add(new LearntOffice
                {
                    NameKey = verdict.NameKey,
                    Name = verdict.Name,
                    Owner = owner,
                    Office = office,
                    Why = verdict.Why,
                    Evidence = verdict.Evidence,
                }).Entity;
                (row.Standing, row.From, row.Until, row.Why, row.Evidence) = (verdict.Standing, verdict.From, verdict.Until, verdict.Why, verdict.Evidence);
                (row.DecidedAt, row.Sequence) = (now, next());
            }

            row.NamedOn = verdict.NamedOn;
        }
    }
}
