using Monitor.Alerts;
using Monitor.AttributionEvents.Summaries;
using Monitor.Tagging;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Public;

/// <summary>Puts the subscribers' pages on a listener of their own, in front of everything that the admin pages do.</summary>
public static class PublicPages
{
    private const int ConnectionsMax = 500;

    /// <exception cref="SettingsException">The address is none to listen on.</exception>
    public static void AddPublicPages(this WebApplicationBuilder builder, PublicPagesOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.Services.AddSingleton(provider => new ActorLabels(() => provider.GetRequiredService<CurrentTagger>().ActorsLastSeen));
        builder.Services.AddSingleton<EventSummaries>();
        builder.Services.AddSingleton<AlertReasons>();
        builder.Services.AddSingleton<EventPages>();
        builder.Services.AddSingleton<StoryPages>();
        builder.Services.AddSingleton<LabelPages>();
        builder.Services.AddSingleton<PreferencesDesk>();
        builder.Services.AddSingleton<SignUpDesk>();
        builder.Services.AddSingleton<PublicListener>();
        if (options.EndPoint() is { } endPoint)
        {
            var open = 0;
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(endPoint, listen => listen.Use(next => async connection =>
            {
                connection.Features.Set(new CameInPublicly());
                try
                {
                    // Whoever opens more takes nothing from the admin pages, which share the server's other limits.
                    if (Interlocked.Increment(ref open) <= ConnectionsMax)
                    {
                        await next(connection);
                    }
                }
                finally
                {
                    Interlocked.Decrement(ref open);
                }
            })));
        }
    }

    /// <summary>What came in on the public listener never reaches what is registered after this.</summary>
    /// <param name="useProxies">Takes what the proxies say about who asks: strangers' tries are counted by their address, not by the proxy's.</param>
    public static void UsePublicPages(this WebApplication app, Action<IApplicationBuilder> useProxies)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(useProxies);
        app.MapWhen(
            context => context.Features.Get<CameInPublicly>() is not null,
            branch =>
            {
                useProxies(branch);
                branch.Run(AnswerAsync);
            });
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<PublicListener>().AnswerAsync(context);
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            // A form of thirty thousand fields, or one whose parts have no boundary.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Marks a connection, and with it each of its requests.</summary>
    private sealed class CameInPublicly;
}
