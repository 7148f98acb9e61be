using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Monitor.Listings;

/// <summary>
/// How much a list holds, as far as that is counted: exactly up to <see cref="CountMax"/>, and "at least" where each row would have to be read.
/// </summary>
/// <param name="Known">Rows that are known to be there; at most <see cref="CountMax"/>.</param>
/// <param name="IsExact">There are no more than these.</param>
public readonly record struct ListCount(int Known, bool IsExact)
{
    public const int CountMax = 10_000;

    public bool IsMoreThanCounted => Known >= CountMax && !IsExact;

    /// <summary>Counts no further than has to be known.</summary>
    public static async Task<ListCount> OfAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken) =>
        Of(await rows.Select(_ => 1).Take(CountMax + 1).CountAsync(cancellationToken));

    /// <param name="counted">Counted up to <see cref="CountMax"/> + 1.</param>
    public static ListCount Of(int counted) => new(Math.Min(counted, CountMax), counted <= CountMax);

    /// <summary>"12", "more than 10,000", "at least 250".</summary>
    public override string ToString()
    {
        var number = Known.ToString("N0", CultureInfo.InvariantCulture);
        return IsExact ? number : IsMoreThanCounted ? $"more than {number}" : $"at least {number}";
    }
}
