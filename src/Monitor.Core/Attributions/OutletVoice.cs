using Monitor.Actors;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>Who publishes an article: what "we" and a bare "the ministry" mean in it.</summary>
/// <param name="Name">Its name, without what stands in brackets; empty where it is unknown.</param>
/// <param name="SpeaksFor">Id of the actor that it speaks for; null where it speaks for itself alone.</param>
/// <param name="Country">The state that its name tells; null where it tells none.</param>
public sealed record OutletVoice(string Name, string? SpeaksFor, string? Country)
{
    // What a firm's blog is called beside the firm's own name.
    private static readonly string[] Before = ["blog de ", "blog du ", "blog von ", "blog of ", "the blog of "];
    private static readonly string[] Behind = [" blog", " newsroom", " team blog", " security blog", " research blog"];

    private const int FirstWordsMax = 3;

    public static OutletVoice Unknown { get; } = new("", null, null);

    /// <summary>
    /// An outlet that is named as a body of a state ("Ministry of Foreign Affairs of Estonia") speaks for that state, unless somebody said for whom.
    /// </summary>
    public static OutletVoice Of(Tagger tagger, string? outlet, string? speaksFor)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        if (string.IsNullOrWhiteSpace(outlet))
        {
            return Unknown with { SpeaksFor = speaksFor };
        }

        var mentions = tagger.Tag(TokenizedText.Of(outlet)).Mentions;
        var body = mentions.FirstOrDefault(mention => mention.Actor.Kind is ActorKind.Government or ActorKind.Agency)?.Actor;
        var country = body?.Country ?? OfStateBehindComma(outlet, mentions);
        var state = country is null ? null : tagger.Actors.State(country)?.Id;
        return new OutletVoice(NameOf(outlet), speaksFor ?? state,
            mentions.Select(mention => mention.Actor.Country).FirstOrDefault(code => code is not null) ?? OfFirstWords(tagger, outlet));
    }

    /// <summary>"Seoul Daily", "Phnom Penh Ledger": inside a name no state is tagged, but what an outlet's name begins with is where it is.</summary>
    private static string? OfFirstWords(Tagger tagger, string outlet)
    {
        var words = outlet.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(FirstWordsMax, words.Length - 1); count > 0; count--)
        {
            var first = string.Join(' ', words[..count]);
            if (tagger.Tag(TokenizedText.Of(first)).Mentions is [{ Actor: { Kind: ActorKind.State, Country: { } country } } state]
                && state.Span.Start == 0 && state.Span.End == first.Length)
            {
                return country;
            }
        }

        return null;
    }

    /// <summary>"Ministry of National Defence, Republic of Poland": a body, a comma, and only the name of its state.</summary>
    private static string? OfStateBehindComma(string outlet, IReadOnlyList<ActorMention> mentions)
    {
        var comma = outlet.IndexOf(", ", StringComparison.Ordinal);
        return comma > 0 && mentions is [{ Actor.Kind: ActorKind.State, Role: AliasRole.Name } state] && state.Span.Start > comma
            && state.Span.End == outlet.Length ? state.Actor.Country : null;
    }

    private static string NameOf(string outlet)
    {
        var bracket = outlet.IndexOf('(', StringComparison.Ordinal);
        var name = (bracket > 0 ? outlet[..bracket] : outlet).Trim();
        foreach (var before in Before)
        {
            name = name.StartsWith(before, StringComparison.OrdinalIgnoreCase) ? name[before.Length..] : name;
        }

        foreach (var behind in Behind)
        {
            name = name.EndsWith(behind, StringComparison.OrdinalIgnoreCase) ? name[..^behind.Length] : name;
        }

        return name.Trim();
    }
}
