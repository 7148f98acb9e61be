using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Feed;

/// <summary>The database and the way out, for one command.</summary>
internal sealed record OpenFeeds(MonitorDbContextFactory Contexts, OutgoingHttp Http, FeedFetcher Fetcher, CollectRun Collect) : IDisposable
{
    public static async Task<OpenFeeds> OpenAsync(CommandDatabase database, ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = database.Settings(parsed);
        var contexts = CommandDatabase.Contexts(settings);
        await CommandDatabase.MigrateAsync(contexts, cancellationToken);
        var options = settings.GetSection(NetOptions.Section).Get<NetOptions>() ?? new NetOptions();
        var clock = TimeProvider.System;
        var http = new OutgoingHttp(options, new StoredHostBudget(contexts, clock), clock);
        var fetcher = new FeedFetcher(http, clock);
        return new OpenFeeds(contexts, http, fetcher, new CollectRun(contexts, fetcher, new CollectOptions(), clock, NullLogger<CollectRun>.Instance));
    }

    public void Dispose() => Http.Dispose();
}
