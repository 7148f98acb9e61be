using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Monitor.Worker.Admin;

/// <summary>
/// An instant as pages show it: in the zone of who reads, with UTC on hover. In a page it writes itself as a <c>time</c> element, in a sentence
/// as text.
/// </summary>
/// <param name="At">Null is shown as a dash.</param>
internal readonly record struct ShownInstant(DateTimeOffset? At)
{
    private const string Form = "d MMM yyyy HH:mm";

    public static implicit operator MarkupString(ShownInstant shown) => new(shown.At is not { } at ? shown.ToString() : string.Create(
        CultureInfo.InvariantCulture,
        $"<time datetime=\"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\" title=\"{at.UtcDateTime:d MMM yyyy HH:mm:ss} UTC\">{shown}</time>"));

    public override string ToString() =>
        At is { } at ? TimeZoneInfo.ConvertTime(at, ReaderZone.Current).ToString(Form, CultureInfo.InvariantCulture) : "–";
}
