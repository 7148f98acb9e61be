using Monitor.Listings;

namespace Monitor.Worker.Admin.Pages.Lists;

/// <summary>Filters in words.</summary>
internal static class FilterWords
{
    public static string Of(ListFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var words = new List<string>();
        Add(filter.From is { } from ? $"from {ListAddress.DayOf(from)}" : null);
        Add(filter.Until is { } until ? $"to {ListAddress.DayOf(until.AddDays(-1))}" : null);
        Add(filter.Language);
        Add(filter.Outlet);
        Add(filter.Actor);
        Add(filter.Topic);
        Add(filter.Strength is { } strength ? Show.Words(strength) : null);
        Add(filter.WithoutCopies ? "without copies" : null);
        return string.Join(", ", words);

        void Add(string? word)
        {
            if (word is not null)
            {
                words.Add(word);
            }
        }
    }
}
