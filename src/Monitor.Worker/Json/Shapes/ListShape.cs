namespace Monitor.Worker.Json.Shapes;

/// <summary>One page of a list.</summary>
/// <param name="Next">What to send as <c>cursor</c> for the next page; null on the last one.</param>
/// <param name="Count">How much the whole list holds, as far as it was counted.</param>
/// <param name="CountIsExact">Otherwise it holds at least so many.</param>
/// <param name="Notes">What one must know of how the page came about, as sentences.</param>
public sealed record ListShape<T>(IReadOnlyList<T> Items, string? Next, int Count, bool CountIsExact, IReadOnlyList<string> Notes);
