using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Monitor.Attributions;
using Monitor.Listings;

namespace Monitor.Worker.Admin.Pages.Lists;

/// <summary>A list as its address says it: words, filters, order, cursor. What stands in the address can be kept, sent to others and gone back to.</summary>
public sealed record ListAddress
{
    private const string DayPattern = "yyyy-MM-dd";

    /// <summary>The page's own address, without a query.</summary>
    public required string Path { get; init; }

    public ListQuery Query { get; init; } = new();

    /// <summary>What is searched: articles, stories, attributions; null on pages that list one kind.</summary>
    public string? In { get; init; }

    /// <summary>Days or a strength that are none, as a sentence; null where all could be read.</summary>
    public string? Fault { get; init; }

    public static ListAddress Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var fields = request.Query;
        var faults = new List<string>();
        var filter = new ListFilter
        {
            From = Day("from"),
            // The last day counts as a whole.
            Until = Day("until")?.AddDays(1),
            Language = Text("lang")?.ToLowerInvariant(),
            Outlet = Text("outlet"),
            Actor = Text("actor"),
            Topic = Text("topic"),
            Strength = Strength(),
            WithoutCopies = Text("copies") == "no",
        };
        return new ListAddress
        {
            Path = request.Path,
            In = Text("in"),
            Query = new ListQuery { Words = Text("q"), Filter = filter, Order = Text("by") == "fit" ? ListOrder.Fit : ListOrder.Time, Cursor = Text("cursor") },
            Fault = faults.Count == 0 ? null : string.Join('\n', faults),
        };

        string? Text(string name) => fields[name].ToString().Trim() is { Length: > 0 } text ? text : null;

        DateTimeOffset? Day(string name)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            if (DateTimeOffset.TryParseExact(text, DayPattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) && day.Year < 9000)
            {
                return day;
            }

            faults.Add($"\"{(text.Length > 20 ? text[..20] : text)}\" is no day such as 2026-11-30.");
            return null;
        }

        AttributionStrength? Strength()
        {
            if (Text("strength") is not { } text)
            {
                return null;
            }

            if (Enum.TryParse<AttributionStrength>(text, ignoreCase: true, out var strength) && Enum.IsDefined(strength) && char.IsLetter(text[0]))
            {
                return strength;
            }

            faults.Add("The strength is none of those that attributions have.");
            return null;
        }
    }

    /// <summary>The address of another page of it.</summary>
    public string At(string? cursor) => (this with { Query = Query with { Cursor = cursor } }).ToString();

    public string By(ListOrder order) => (this with { Query = Query with { Order = order, Cursor = null } }).ToString();

    public string Among(string kind) => (this with { In = kind, Query = Query with { Cursor = null } }).ToString();

    /// <summary>The day of a filter as a form's field holds it.</summary>
    public static string DayOf(DateTimeOffset? instant) => instant?.UtcDateTime.ToString(DayPattern, CultureInfo.InvariantCulture) ?? "";

    public override string ToString()
    {
        var (filter, query) = (Query.Filter, new QueryBuilder());
        Add("q", Query.Words);
        Add("in", In);
        Add("from", DayOf(filter.From));
        Add("until", DayOf(filter.Until?.AddDays(-1)));
        Add("lang", filter.Language);
        Add("outlet", filter.Outlet);
        Add("actor", filter.Actor);
        Add("topic", filter.Topic);
        Add("strength", filter.Strength?.ToString().ToLowerInvariant());
        Add("copies", filter.WithoutCopies ? "no" : null);
        Add("by", Query.Order is ListOrder.Fit ? "fit" : null);
        Add("cursor", Query.Cursor);
        return Path + query;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }
    }
}
