using Monitor.Worker.Admin;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api;

/// <summary>Counts every request of a program; pages are not counted.</summary>
internal static class RateLimiting
{
    public static void UseRateLimits(this WebApplication app) => app.Use((context, next) =>
        !Access.IsForPrograms(context.Request.Path)
            || context.RequestServices.GetRequiredService<RateLimits>().Take(ApiCaller.KeyOf(context), context.Response.Headers)
            ? next(context)
            : Problems.WriteAsync(context, StatusCodes.Status429TooManyRequests,
                $"more than {RateLimits.PerSecond} requests a second for longer than a burst of {RateLimits.Burst}: come back in a second"));
}
