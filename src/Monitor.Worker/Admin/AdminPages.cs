using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Monitor.Worker.Admin.Pages;

namespace Monitor.Worker.Admin;

/// <summary>
/// The admin pages: loopback only, GET only, for a list of Host names. Everything from outside is shown as text: Razor encodes it, and no
/// page renders markup of an article or a feed.
/// </summary>
public static class AdminPages
{
    public static void AddAdminPages(this WebApplicationBuilder builder, PagesOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        var address = LoopbackAddress(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Listen(address);
        });
        builder.Services.Configure<HostFilteringOptions>(filter =>
        {
            filter.AllowedHosts = [.. options.AllowedHosts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            filter.AllowEmptyHosts = false;
        });
        builder.Services.AddHostFiltering(_ => { });
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
    }

    public static void UseAdminPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseHostFiltering();
        app.Use(async (context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            {
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                context.Response.Headers.Allow = "GET, HEAD";
                return;
            }

            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-store";
            await next(context);
        });
        app.UseAntiforgery();
        app.MapGet("/monitor.css", () => Results.Text(Stylesheet.Text, "text/css"));
        app.MapRazorComponents<App>();
    }

    /// <exception cref="SettingsException">The address is not on loopback.</exception>
    internal static IPEndPoint LoopbackAddress(PagesOptions options)
    {
        var text = options.Address;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.AbsolutePath != "/")
        {
            throw new SettingsException($"Pages:Address is \"{text}\": an address such as http://127.0.0.1:8080 is expected");
        }

        var address = uri.IsLoopback && uri.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var parsed) ? parsed
            : null;
        if (address is null || (!IPAddress.IsLoopback(address) && !options.PublishedByContainer))
        {
            throw new SettingsException(
                $"Pages:Address is \"{text}\": the pages have no sign-in yet and listen on loopback only (127.0.0.1, [::1] or localhost); use an SSH tunnel to reach them from elsewhere");
        }

        return new IPEndPoint(address, uri.Port);
    }
}
