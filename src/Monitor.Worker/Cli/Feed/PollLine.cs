using Monitor.Feeds.Polling;

namespace Monitor.Worker.Cli.Feed;

/// <summary>What one poll brought, in one line for a person.</summary>
internal static class PollLine
{
    public static string Of(FeedFetch fetch) =>
        $"{fetch.Outcome} (status {fetch.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}), {fetch.EntriesNew} new of "
            + $"{fetch.EntriesListed} entries{(fetch.Note is null ? "" : $"; {fetch.Note}")}. Next poll {fetch.NextPollAt:u}: {fetch.NextPollReason}.";
}
