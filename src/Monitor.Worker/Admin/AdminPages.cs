using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Monitor.Worker.Admin.Entry;
using Monitor.Worker.Admin.Pages;
using Monitor.Worker.Admin.Pages.Judge;
using Monitor.Worker.Admin.Rules;

namespace Monitor.Worker.Admin;

/// <summary>
/// The admin pages and their API, for a list of Host names. Everything from outside is shown as text: Razor encodes it, and no page renders
/// markup of an article or a feed. Who may do what stands in <see cref="Access"/>, for all of them.
/// </summary>
public static class AdminPages
{
    public const int RequestBytesMax = 256 * 1024;

    // A search that is too long is to be refused by the page, with a sentence.
    private const int AddressBytesMax = 32 * 1024;

    // Who is slower than the slowest modem holds a connection for nothing.
    private static readonly MinDataRate SlowestRate = new(bytesPerSecond: 500, gracePeriod: TimeSpan.FromSeconds(5));
    // The reference of the API is a program; it may ask this server and nobody else.
    private const string OfTheReference = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(1);

    public static void AddAdminPages(this WebApplicationBuilder builder, PagesOptions options, OpenIdOptions openId)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        var address = PagesAddress.Of(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.Limits.MaxRequestLineSize = AddressBytesMax;
            kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
            kestrel.Limits.KeepAliveTimeout = IdleMax;
            (kestrel.Limits.MinRequestBodyDataRate, kestrel.Limits.MinResponseDataRate) = (SlowestRate, SlowestRate);
            kestrel.Listen(address.EndPoint);
        });
        builder.Services.Configure<HostFilteringOptions>(filter =>
        {
            filter.AllowedHosts = [.. options.AllowedHosts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            filter.AllowEmptyHosts = false;
        });
        builder.Services.AddHostFiltering(_ => { });
        builder.Services.AddSingleton(address);
        builder.Services.AddHostedService<AccountGate>();
        builder.Services.AddAccess(address, openId);
        builder.Services.AddSingleton<RuleDesk>();
        builder.Services.AddSingleton<RuleTries>();
        builder.Services.AddSingleton<RuleLive>();
        builder.Services.AddSingleton<BookDesk>();
        builder.Services.AddSingleton<KeptForms>();
        builder.Services.AddSingleton<DigestGlance>();
        builder.Services.AddSingleton<FeedFinds>();
        builder.Services.AddRazorComponents();
    }

    public static void UseAdminPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseHostFiltering();
        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(Access.ReferencePath) ? OfTheReference
                : "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
                + "form-action 'self'; base-uri 'none'; frame-src 'self'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            // Word for word what the forms' tokens ask for, or each page with a form logs that it was changed.
            headers.CacheControl = "no-cache, no-store";
            headers.Pragma = "no-cache";
            await next(context);
        });
        // An address that nobody has, and what may not be opened, is said on a page; programs get the status alone.
        app.UseWhen(
            context => !Access.IsApi(context) && Access.IsReading(context),
            pages => pages.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true));
        app.UseRouting();
        app.UseAccess();
        foreach (var file in new[] { PageFile.Style, PageFile.Script })
        {
            app.MapGet(file.Path, () => Results.Text(file.Text, file.Type)).AllowAnonymous();
        }

        app.MapDownloads();
        app.MapRuleLive();
        OpenIdSignIn.Map(app, app.Services.GetRequiredService<OpenIdOptions>());
        app.MapRazorComponents<App>();
    }
}
