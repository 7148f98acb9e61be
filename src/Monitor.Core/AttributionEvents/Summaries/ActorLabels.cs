using System.Collections.Concurrent;
using Monitor.Actors;
using Monitor.Delivery.Mail;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>Names of actors for readers: whole, and short where a line is. Safe for parallel use.</summary>
/// <param name="bookInForce">The actor book of the moment.</param>
public sealed class ActorLabels(Func<ActorBook> bookInForce)
{
    private const int ChainMax = 16;

    private Known _known = new(bookInForce());

    public ActorLabels(ActorBook book)
        : this(() => book)
    {
    }

    /// <param name="words">The reader's language; null for English.</param>
    public ActorLabel Of(string actorId, MailWords? words = null)
    {
        var known = Current();
        var inWords = words ?? MailWords.InEnglish;
        return known.Labels.GetOrAdd((actorId.ToLowerInvariant(), inWords.Language), _ => Make(actorId, known.Book, inWords));
    }

    /// <summary>An actor's id and those of everything it belongs to: agency, state. Rules for the state mean them too.</summary>
    public IReadOnlyList<string> Lineage(string actorId, string? country = null)
    {
        var book = Current().Book;
        var ids = new List<string> { actorId };
        for (var actor = book.Find(actorId); actor?.Parent is { } parent && ids.Count < ChainMax; actor = book.Find(parent))
        {
            ids.Add(parent);
        }

        if (book.Find(actorId)?.Country is { } code)
        {
            ids.Add($"country:{code}");
        }

        if (country is not null)
        {
            ids.Add($"country:{country}");
        }

        return [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private Known Current()
    {
        var book = bookInForce();
        return ReferenceEquals(_known.Book, book) ? _known : _known = new Known(book);
    }

    private static ActorLabel Make(string actorId, ActorBook book, MailWords words)
    {
        // The words file knows what is called otherwise in its language ("USA"), and which names are plural there.
        var own = words.Find($"actor.{actorId}");
        var isMany = (words.Find("actors.many") ?? "").Split(' ').Contains(actorId, StringComparer.OrdinalIgnoreCase);
        if (book.Find(actorId) is { } actor)
        {
            var name = own ?? NameIn(actor, AliasRole.Name, words) ?? actor.Name;
            return new ActorLabel(name, own ?? (name == actor.Name ? Short(actor) : name), isMany);
        }

        // Unnamed ones have ids made of a kind and a country: hackers:CN, nationals:CN.
        var parts = actorId.Split(':', 2);
        var state = parts.Length == 2 ? book.State(parts[1]) : null;
        var demonym = state is null ? null
            : NameIn(state, AliasRole.Demonym, words) ?? state.Aliases.FirstOrDefault(alias => alias.Role is AliasRole.Demonym)?.Text ?? state.Name;
        var made = demonym is null ? parts[^1].Replace('-', ' ') : $"{demonym} {words.Find($"people.{parts[0]}") ?? parts[0].Replace('-', ' ')}";
        return new ActorLabel(made, made, IsMany: demonym is not null);
    }

    // A name that is the same in both languages stands there once, without a language: what follows it is only its genitive ("Chinas").
    private static string? NameIn(Actor actor, AliasRole role, MailWords words) => words.Language == MailWords.English
        ? null
        : actor.Aliases.FirstOrDefault(alias => alias.Role == role && alias.Language == words.Language && alias.Text != actor.Name + "s")?.Text;

    /// <summary>
    /// The acronym made of the name's initials (US, UK, EU, NATO), else the name: other acronyms are right, but not what readers look for
    /// (PRC for China).
    /// </summary>
    private static string Short(Actor actor)
    {
        var initials = string.Concat(actor.Name.Split(' ', '-').Where(word => word.Length > 0 && char.IsUpper(word[0])).Select(word => word[0]));
        return initials.Length > 1 && actor.Aliases.Any(alias => alias.Role is AliasRole.Acronym && alias.Text == initials) ? initials : actor.Name;
    }

    private sealed record Known(ActorBook Book)
    {
        public ConcurrentDictionary<(string Id, string Language), ActorLabel> Labels { get; } = new();
    }
}
