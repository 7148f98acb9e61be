using Monitor.AttributionEvents.Summaries;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Worker.Admin;
using Monitor.Worker.Api.Deeds;
using Monitor.Worker.Api.FeedsOut;
using Monitor.Worker.Api.Taxii;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api;

/// <summary>
/// The API, version 1: everything below <see cref="Path"/>. Who may do what stands in <see cref="Policies"/>, what a refusal looks like in
/// <see cref="Json.Problems"/>. Within a version fields and addresses are added and none is taken away.
/// </summary>
internal static class ApiV1
{
    public const string Path = Access.ApiPath + "/v1";

    /// <summary>Where the API was before it had versions; they answer 308 for as long as version 1 is the newest.</summary>
    private static readonly string[] Before = ["rules", "stories", "events", "attributions.stix.json", "attributions.csv"];

    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<RateLimits>();
        services.AddApiDocument();
        services.AddSingleton<FeedOutReader>();
        services.AddSingleton<SearchCollection>();
        // What the description says of shapes is what JsonLines writes.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            JsonLines.Options.Converters.ToList().ForEach(json.SerializerOptions.Converters.Add);
        });
        services.AddSingleton(provider => AttributionsApi.Ledger(
            provider.GetRequiredService<MonitorDbContextFactory>(), provider.GetRequiredService<ActorLabels>(), provider.GetRequiredService<TimeProvider>()));
    }

    public static void UseApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseRateLimits();
        app.UseIdempotencyKeys();
        // Reading is a viewer's, a change an analyst's; what is more says so itself.
        var api = app.MapGroup(Path).RequireAuthorization(Policies.Viewer);
        api.MapArticles();
        api.MapFeeds();
        api.MapActors();
        api.MapSearches();
        api.MapSubscribers();
        api.MapOperations();
        api.MapRules();
        api.MapStories();
        api.MapEvents();
        api.MapAttributions();
        api.MapFeedDeeds();
        api.MapSearchDeeds();
        api.MapSubscriberDeeds();
        api.MapOutboxDeeds();
        api.MapOfficeHolders();
        api.MapBook();
        api.MapJudgements();
        api.MapAccounts();
        api.MapOwnAccount();
        api.MapSettings();
        app.MapTaxii();
        app.MapApiDocument();
        app.MapFeedsOut(api);
        foreach (var moved in Before)
        {
            app.Map($"{Access.ApiPath}/{moved}/{{**rest}}", Moved).RequireAuthorization(Policies.Viewer);
        }
    }

    private static IResult Moved(HttpRequest request)
    {
        var rest = request.Path.Value![Access.ApiPath.Length..];
        return Results.Redirect($"{Path}{rest}{request.QueryString}", permanent: true, preserveMethod: true);
    }
}
