namespace Monitor.Digests.Changes;

/// <summary>
/// The changes that a digest tells, by their sequence numbers: mostly one stretch; several where a digest that could not be delivered comes
/// again and one after it arrived. Never empty; in order, those that touch joined.
/// </summary>
public sealed class ChangeSpans
{
    private ChangeSpans(IReadOnlyList<ChangeSpan> all) => All = all;

    public IReadOnlyList<ChangeSpan> All { get; }

    /// <summary>All lie after this number …</summary>
    public long After => All[0].After;

    /// <summary>… up to this one.</summary>
    public long To => All[^1].To;

    /// <exception cref="ArgumentException">There is none.</exception>
    public static ChangeSpans Of(params IEnumerable<ChangeSpan> spans)
    {
        var joined = new List<ChangeSpan>();
        foreach (var span in spans.OrderBy(span => span.After).ThenBy(span => span.To))
        {
            if (joined.Count > 0 && span.After <= joined[^1].To)
            {
                joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, span.To) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined.Count > 0 ? new ChangeSpans(joined) : throw new ArgumentException("no span", nameof(spans));
    }

    public bool Contains(long sequence) => All.Any(span => sequence > span.After && sequence <= span.To);

    public bool IsSame(ChangeSpans? other) => other is not null && All.SequenceEqual(other.All);
}

/// <param name="After">The number before the first.</param>
/// <param name="To">The last; the same as <paramref name="After"/> where nothing changed.</param>
public readonly record struct ChangeSpan(long After, long To);
