using Monitor.Accounts;

namespace Monitor.Worker.Json.Deeds;

/// <summary>What was done.</summary>
/// <param name="Id">The number of what was made; null where nothing new was.</param>
/// <param name="Of">What it was done to, as a person reads it; null where the words say it.</param>
/// <param name="LeftOut">What was left out of it, a line each.</param>
/// <param name="Says">The sentence for a person.</param>
public sealed record DeedShape(long? Id, string? Of, IReadOnlyList<string> LeftOut, string Says)
{
    /// <param name="of">Such as "Feed 3, Harbour"; null where the words say it.</param>
    /// <param name="further">What else is to be said of it, behind it.</param>
    public static DeedShape From(DeedOutcome.Done done, string? of, string further = "")
    {
        ArgumentNullException.ThrowIfNull(done);
        return new DeedShape(done.Number, of, done.LeftOut, $"{(of is null ? "" : $"{of}: ")}{done.Says}{further}");
    }
}
