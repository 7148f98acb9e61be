using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Feeds.Polling;
using Monitor.Feeds.Readers;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Feed;

/// <summary>The database and the way out, for one command.</summary>
/// <param name="Reader">Who reads the documents of this installation.</param>
internal sealed record OpenFeeds(
    MonitorDbContextFactory Contexts, OutgoingHttp Http, FeedFetcher Fetcher, CollectRun Collect, FeedReaderKind Reader) : IDisposable
{
    public static async Task<OpenFeeds> OpenAsync(CommandDatabase database, ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = database.Settings(parsed);
        var contexts = CommandDatabase.Contexts(settings);
        await CommandDatabase.MigrateAsync(contexts, cancellationToken);
        var options = settings.GetSection(NetOptions.Section).Get<NetOptions>() ?? new NetOptions();
        var collect = settings.GetSection(CollectOptions.Section).Get<CollectOptions>() ?? new CollectOptions();
        var clock = TimeProvider.System;
        var http = new OutgoingHttp(options, new StoredHostBudget(contexts, clock), clock);
        var fetcher = new FeedFetcher(http, clock);
        var run = new CollectRun(contexts, fetcher, collect, clock, NullLogger<CollectRun>.Instance);
        return new OpenFeeds(contexts, http, fetcher, run, collect.Reader);
    }

    public void Dispose() => Http.Dispose();
}
