using System.ComponentModel;
using Monitor.Listings;

namespace Monitor.Worker.Api;

/// <summary>What a page of any list is asked with.</summary>
internal class PageParameters
{
    [Description("The next of the page before; none for the first page.")]
    public string? Cursor { get; init; }

    [Description("How many items at most; 50 where it is left out, 200 at most.")]
    public int? Limit { get; init; }

    internal int Size => Limit ?? ListQuery.SizeDefault;
}
