using Monitor.Alerts;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Webhooks;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Net.Robots;
using Monitor.Pipeline;
using Monitor.Pipeline.Retention;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Tagging;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Hosting;

/// <summary>Registers the five runs and what they need. Options are those that <see cref="MonitorSettings"/> has checked.</summary>
public static class MonitorServices
{
    public static IServiceCollection AddMonitor(
        this IServiceCollection services, IConfiguration settings, MonitorDbContextFactory contexts, TimeProvider clock, string configFolder)
    {
        foreach (var (section, type) in MonitorSettings.Sections)
        {
            services.AddSingleton(type, settings.GetSection(section).Get(type) ?? Activator.CreateInstance(type)!);
        }

        services.AddSingleton(contexts);
        services.AddSingleton(clock);

        services.AddSingleton<IHostBudget, StoredHostBudget>();
        services.AddSingleton(provider => new OutgoingHttp(
            provider.GetRequiredService<NetOptions>(), provider.GetRequiredService<IHostBudget>(), clock, provider.GetService<ResolveName>()));
        services.AddSingleton<RobotsRules>();
        services.AddSingleton<FeedFetcher>();
        services.AddSingleton<ArticlePages>();
        services.AddSingleton<TextExtractor>();

        services.AddSingleton(provider =>
        {
            var patternsAllowed = provider.GetRequiredService<RulesOptions>().PatternsAllowed;
            return new CurrentTagger(() => Tagger.Load(configFolder, patternsAllowed), patternsAllowed);
        });
        services.AddSingleton(_ => new CurrentDetector(configFolder, clock));
        services.AddSingleton<StatementFinders>(provider => async (db, tagger, cancellationToken) =>
            (await provider.GetRequiredService<CurrentDetector>().GetAsync(db, tagger, cancellationToken)).ReadArticle);
        services.AddSingleton<ActorsInForce>(provider => provider.GetRequiredService<CurrentTagger>().ActorsAsync);
        services.AddSingleton(provider => new AttributionRegister(provider.GetRequiredService<ActorsInForce>()));

        services.AddSingleton(provider => MailTransport.Of(
            provider.GetRequiredService<DeliveryOptions>(), provider.GetRequiredService<StorageOptions>().DataFolder, clock));
        services.AddSingleton(provider => new ChannelTools(
            provider.GetRequiredService<IMailTransport>(),
            WebhookHttp.Create(provider.GetRequiredService<NetOptions>()),
            provider.GetRequiredService<DeliveryOptions>(),
            clock));

        services.AddSingleton<CollectRun>();
        services.AddSingleton<FeedAdoption>();
        services.AddSingleton<ReadRun>();
        services.AddSingleton<GroupRun>();
        services.AddSingleton(provider => new NotifyRun(
            contexts,
            provider.GetRequiredService<CurrentTagger>().GetAsync,
            provider.GetRequiredService<AlertOptions>(),
            provider.GetRequiredService<DeliveryOptions>(),
            clock,
            provider.GetRequiredService<ILogger<NotifyRun>>()));
        services.AddSingleton<DeliverRun>();
        services.AddSingleton<TagAgainRun>();
        services.AddSingleton<IndexRun>();
        services.AddSingleton<SearchExpressions>();
        services.AddSingleton<ArticleSearch>();
        services.AddSingleton<StorySearch>();
        services.AddSingleton<EventSearch>();
        services.AddSingleton<InstantSweep>();
        services.AddSingleton<RetentionRun>();
        return services;
    }
}
