using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Monitor.Attributions;
using Monitor.Listings;

namespace Monitor.Worker.Api;

/// <summary>What a page of articles, stories or events is asked with.</summary>
internal sealed class ListParameters : PageParameters
{
    [Description("Words, phrases, or an expression of the rule language.")]
    [FromQuery(Name = "q")]
    public string? Words { get; init; }

    [Description("Appeared at this instant or later.")]
    public DateTimeOffset? From { get; init; }

    [Description("Appeared before this instant.")]
    public DateTimeOffset? Until { get; init; }

    [Description("A language without its region, such as en.")]
    public string? Language { get; init; }

    [Description("The outlet's name.")]
    public string? Outlet { get; init; }

    [Description("An actor's id, such as country:CN; also what belongs to it.")]
    public string? Actor { get; init; }

    public string? Topic { get; init; }

    [Description("An attribution of this strength stands in it.")]
    public AttributionStrength? Strength { get; init; }

    [Description("Articles that copy another one are left out.")]
    public bool? WithoutCopies { get; init; }

    [Description("time: the latest first; fit: what fits the words best first.")]
    public ListOrder? Order { get; init; }

    /// <summary>The same as a question; what cannot be meant stands in its filter's fault.</summary>
    public ListQuery Query => new()
    {
        Words = Words,
        Cursor = Cursor,
        Size = Size,
        Order = Order ?? ListOrder.Time,
        Filter = new ListFilter
        {
            From = From?.ToUniversalTime(),
            Until = Until?.ToUniversalTime(),
            Language = Language,
            Outlet = Outlet,
            Actor = Actor,
            Topic = Topic,
            Strength = Strength,
            WithoutCopies = WithoutCopies ?? false,
        },
    };
}
