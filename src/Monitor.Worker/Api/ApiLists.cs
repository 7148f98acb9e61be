using System.Linq.Expressions;
using Monitor.Listings;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>Lists as the API answers them.</summary>
internal static class ApiLists
{
    public static IResult Answer<TRow, T>(ListAnswer<TRow> answer, Func<TRow, T> shape) => answer switch
    {
        ListAnswer<TRow>.Listed { Page: var page } => Results.Json(
            new ListShape<T>([.. page.Items.Select(shape)], page.Next, page.Count.Known, page.Count.IsExact, page.Notes), JsonLines.Options),
        ListAnswer<TRow>.Refused refused => Problems.BadRequest(refused.Reason),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>A list that is ordered by a number, the newest first.</summary>
    /// <param name="id">The number, unique and rising.</param>
    public static async Task<IResult> NewestFirstAsync<TRow, T>(
        string list, IQueryable<TRow> rows, Expression<Func<TRow, long>> id, PageParameters asked, Func<TRow, T> shape, CancellationToken stop) =>
        Answer(await NewestFirst.PageAsync(list, rows, id, asked.Cursor, Math.Clamp(asked.Size, 1, ListQuery.SizeMax), stop), shape);

    /// <summary>A list that is in memory, in its order.</summary>
    public static IResult InOrder<TRow, T>(string list, IReadOnlyList<TRow> rows, PageParameters asked, Func<TRow, T> shape) =>
        Answer(ListPage.InOrder(rows, Math.Clamp(asked.Size, 1, ListQuery.SizeMax), asked.Cursor, list), shape);
}
