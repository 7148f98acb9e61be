using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Scalar.AspNetCore;

namespace Monitor.Worker.Api;

/// <summary>
/// What the API says of itself: OpenAPI 3.1 at <see cref="Path"/>, made of the addresses as they are mapped, and a page to read it. The page
/// is served from here whole, and the browser is told to ask nobody else.
/// </summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    /// <summary>Who may ask, on each operation: a policy's name.</summary>
    private const string ScopeExtension = "x-scope";

    private const string TokenScheme = "token";
    private const string Problem = "Problem";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", document =>
    {
        document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        document.ShouldInclude = address => address.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) ?? false;
        document.AddDocumentTransformer((described, _, _) =>
        {
            Introduce(described);
            return Task.CompletedTask;
        });
        document.AddOperationTransformer(DescribeAsync);
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

    private static void Introduce(OpenApiDocument described)
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
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? "";
        operation.Responses ??= new OpenApiResponses();
        operation.Responses.TryAdd("4XX", new OpenApiResponse
        {
            Description = "Refused; `detail` says why, and 429 comes with `Retry-After`.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problems.MediaType] = new() { Schema = await SchemaAsync(typeof(ProblemDetails), Problem, context, stop) },
            },
        });
        if (metadata.OfType<Described.TakenBody>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [body.MediaType] = new() { Schema = body.Type is null ? File() : await SchemaAsync(body.Type, body.Type.Name, context, stop) },
                },
            };
        }

        if (metadata.OfType<Described.GivenFile>().FirstOrDefault() is { } file)
        {
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "The file.",
                Content = new Dictionary<string, OpenApiMediaType> { [file.MediaType] = new() { Schema = File() } },
            };
        }

        if (metadata.OfType<Described.DoneAsSeen>().Any())
        {
            Header(operation, "If-Match", "The ETag of the thing as it was seen; 412 where it is another one by now.");
        }

        if (HttpMethods.IsPost(method))
        {
            Header(operation, "Idempotency-Key", "The same request again under the same key is answered alike, and done once.");
        }

        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[ScopeExtension] = new JsonNodeExtension(Policies.ScopeOf(metadata, method));
    }

    /// <summary>The schema of a type, as a component of the document that others may name too.</summary>
    private static async Task<IOpenApiSchema> SchemaAsync(Type type, string name, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(name) is not true)
        {
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(type, cancellationToken: stop));
        }

        return new OpenApiSchemaReference(name, document);
    }

    private static OpenApiSchema File() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static void Header(OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }
}
