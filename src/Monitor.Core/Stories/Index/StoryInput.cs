using Monitor.Text;

namespace Monitor.Stories.Index;

/// <summary>An actor named in a text, by id.</summary>
public readonly record struct NamedActor(string Id, TextSpan Span);

/// <summary>An article on its way into the index.</summary>
/// <param name="Id">Its number, unique in the index.</param>
/// <param name="Host">Whose page boilerplate it carries; mostly the host of its address.</param>
/// <param name="Published">Null where it is not known.</param>
/// <param name="Language">Its language without region; empty where it is not known.</param>
/// <param name="Actors">The actors that the tagger found; empty where nothing was tagged.</param>
/// <param name="IsSummary">Only title and feed text are known.</param>
public sealed record StoryInput(
    long Id, string Host, DateTimeOffset? Published, string Language, TokenizedText Text, IReadOnlyList<NamedActor> Actors, bool IsSummary)
{
    /// <summary>What its statements blame on whom; empty where it states nothing, or where nobody read it for that.</summary>
    public IReadOnlyList<StatedIncident> Incidents { get; init; } = [];

    /// <summary>"pt" for "pt-BR" and "PT"; empty for what is no language tag.</summary>
    public static string LanguageOf(string? tag) => tag is null ? "" : tag.Split('-', '_')[0].Trim().ToLowerInvariant();

    /// <summary>The host of an address, or the outlet's name where there is no address.</summary>
    public static string HostOf(string? url, string outlet) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host : outlet;
}
