using Microsoft.OpenApi;
using Monitor.Worker.Admin;
using Scalar.AspNetCore;

namespace Monitor.Worker.Api;

/// <summary>
/// What the API says of itself: OpenAPI 3.1 at <see cref="Path"/>, made of the addresses as they are mapped, and a page to read it. The page
/// is served from here whole, and the browser is told to ask nobody else.
/// </summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    private const string TokenScheme = "token";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", document =>
    {
        document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        document.ShouldInclude = address => address.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) ?? false;
        document.AddDocumentTransformer((described, _, _) =>
        {
            described.Info = new OpenApiInfo
            {
                Title = "Monitor",
                Version = "v1",
                Description = "What pages show and do, for programs. Refusals are problem documents (RFC 9457); lists go on by `next`; one thing has an "
                    + "`ETag`; a POST with an `Idempotency-Key` is done once.",
            };
            // Where it was asked is where it is: the name of this machine is nobody's business.
            described.Servers = [new OpenApiServer { Url = "/" }];
            described.Components ??= new OpenApiComponents();
            described.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [TokenScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "A token of `monitor admin token create`.",
                },
            };
            described.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(TokenScheme, described)] = [] }];
            return Task.CompletedTask;
        });
        document.AddOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= new OpenApiResponses();
            operation.Responses.TryAdd("401", new OpenApiResponse { Description = "No token, or none of an account." });
            operation.Responses.TryAdd("429", new OpenApiResponse { Description = "Too much asked for; Retry-After says when to come back." });
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Viewer);
        app.MapScalarApiReference(Access.ReferencePath, page =>
        {
            page.Title = "Monitor API";
            page.OpenApiRoutePattern = Path;
            page.DefaultFonts = false;
        }).RequireAuthorization(Policies.Viewer);
    }
}
