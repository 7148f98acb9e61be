using Monitor.Worker.Json.Deeds;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>Says in the API's description what an address takes and answers; <see cref="ApiDocument"/> writes it down.</summary>
internal static class Described
{
    public const string Json = "application/json";

    /// <summary>One page of a list.</summary>
    public static RouteHandlerBuilder Lists<T>(this RouteHandlerBuilder address, string name, string summary) =>
        address.WithName(name).WithSummary(summary).Produces<ListShape<T>>();

    /// <summary>One thing, with its tag.</summary>
    public static RouteHandlerBuilder Shows<T>(this RouteHandlerBuilder address, string name, string summary) =>
        address.WithName(name).WithSummary(summary).Produces<T>().Produces(StatusCodes.Status304NotModified);

    /// <summary>A deed, of which only the sentence is to be said.</summary>
    public static RouteHandlerBuilder Does(this RouteHandlerBuilder address, string name, string summary) => address.Does<DeedShape>(name, summary);

    /// <summary>A deed, and what it answers.</summary>
    public static RouteHandlerBuilder Does<TAnswer>(this RouteHandlerBuilder address, string name, string summary) =>
        address.WithName(name).WithSummary(summary).Produces<TAnswer>();

    /// <summary>What is sent to it.</summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder address) => address.WithMetadata(new TakenBody(typeof(TBody), Json));

    /// <summary>A file that is sent to it.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder address, string mediaType) => address.WithMetadata(new TakenBody(null, mediaType));

    /// <summary>It is done only where the thing is as the caller saw it, if If-Match says how that was.</summary>
    public static RouteHandlerBuilder AsSeen(this RouteHandlerBuilder address) => address.WithMetadata(new DoneAsSeen());

    /// <summary>A file that it answers, written while it is made.</summary>
    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder address, string name, string summary, string mediaType) =>
        address.WithName(name).WithSummary(summary).WithMetadata(new GivenFile(mediaType));

    /// <summary>Its answer holds a secret that is shown once: it is not kept for a repetition.</summary>
    public static RouteHandlerBuilder ShowsOnce(this RouteHandlerBuilder address) => address.WithMetadata(new ShownOnce());

    /// <param name="Type">Null for a file.</param>
    internal sealed record TakenBody(Type? Type, string MediaType);

    internal sealed record DoneAsSeen;

    internal sealed record GivenFile(string MediaType);

    internal sealed record ShownOnce;
}
