using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Listings;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Search;

/// <summary>Keeps searches under names.</summary>
public static class SavedSearches
{
    /// <summary>Saves a search under a name; one of that name is exchanged and keeps its public id.</summary>
    /// <returns>Why it cannot be saved, as a sentence; null once it is.</returns>
    public static async Task<string?> SaveAsync(
        MonitorDbContext db, SearchExpressions expressions, string name, ListQuery query, string author, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(expressions);
        ArgumentNullException.ThrowIfNull(query);
        var kept = StoredText.Of(name.Trim());
        if (kept.Length is 0 or > SavedSearch.NameCharactersMax || kept.Any(char.IsControl))
        {
            return $"A name has 1 to {SavedSearch.NameCharactersMax} characters on one line.";
        }

        var words = StoredText.Of(query.Words?.Trim()) ?? "";
        if (words.Length == 0 && query.Filter.IsNone)
        {
            return "There is nothing to save: no words, no filters.";
        }

        if (query.Filter.Fault is { } fault)
        {
            return fault;
        }

        if (words.Length > 0 && await expressions.ReadAsync(db, words, cancellationToken) is SearchReading.Refused refused)
        {
            return refused.Reason;
        }

        var saved = await db.Set<SavedSearch>().SingleOrDefaultAsync(search => search.Name == kept, cancellationToken);
        db.Record(Deed.SearchSaved, author, $"search {kept}", now, from: saved?.Words, to: words);
        if (saved is null)
        {
            db.Add(new SavedSearch { Name = kept, Words = words, Filter = query.Filter, Author = author, ChangedAt = now });
        }
        else
        {
            (saved.Words, saved.Filter, saved.Author, saved.ChangedAt) = (words, query.Filter, author, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>Forgets a search; false where there is none of that name.</summary>
    public static async Task<bool> RemoveAsync(
        MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<SavedSearch>().SingleOrDefaultAsync(search => search.Name == name, cancellationToken) is not { } saved)
        {
            return false;
        }

        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        await SearchCollection.ForgetAsync(db, saved.PublicId, cancellationToken);
        db.Remove(saved);
        db.Record(Deed.SearchRemoved, author, $"search {name}", now, from: saved.Words);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
