using System.Globalization;
using System.Text;

namespace Monitor.AttributionEvents.Export;

/// <summary>Attributions as comma-separated values (RFC 4180), one statement a line, for spreadsheets.</summary>
public static class AttributionCsv
{
    private static readonly string[] Columns =
    [
        "event", "published", "outlet", "url", "title", "accusers", "accused", "accused_country", "grain", "act", "act_class", "family",
        "strength", "past", "polarity", "hedged", "retraction", "speaker", "responds_to", "evidence", "copy_group", "is_copy", "rejected_by", "rule",
        "event_id",
    ];

    /// <summary>The names of the columns.</summary>
    public static void WriteHead(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        WriteLine(writer, Columns);
    }

    /// <summary>The statements of one event.</summary>
    public static void Write(TextWriter writer, EventView view)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(view);
        foreach (var attribution in view.Evidence)
        {
            WriteLine(writer, Cells(view, attribution));
        }
    }

    private static string[] Cells(EventView view, Attribution attribution)
    {
        var statement = attribution.Statement;
        return
        [
            $"{view.Event.Key}/{view.Event.StartAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
            attribution.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            attribution.Article?.Outlet ?? "",
            attribution.Article?.Url ?? "",
            attribution.Article?.Title ?? "",
            string.Join(' ', statement.Accusers),
            statement.Accused ?? "",
            statement.AccusedCountry ?? "",
            Word(statement.Grain),
            statement.Act,
            statement.ActClass,
            statement.Family,
            Word(statement.Strength),
            Truth(statement.Past),
            Word(statement.Polarity),
            Truth(statement.Hedged),
            Truth(statement.Retraction),
            statement.Speaker ?? "",
            statement.RespondsTo ?? "",
            attribution.Quote,
            attribution.CopyGroup,
            Truth(attribution.IsCopy),
            attribution.RejectedBy ?? "",
            statement.Rule,
            view.Event.Id.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static void WriteLine(TextWriter writer, string[] cells)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            line.Append(line.Length > 0 ? "," : "").Append(Quoted(cell));
        }

        // The line end that RFC 4180 names, on every system.
        writer.Write(line.Append("\r\n"));
    }

    private static string Quoted(string cell)
    {
        // A spreadsheet takes these for a formula, and the text comes from strangers.
        var safe = cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 || safe.Length == 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Truth(bool value) => value ? "true" : "false";

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
