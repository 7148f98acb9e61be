using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Text;

namespace Monitor.Attributions.Offices;

/// <summary>Who holds which office by the book, so that nothing is learnt against it. Offices of the book are read by English words.</summary>
internal sealed class BookOffices
{
    private readonly Dictionary<(string Owner, string Office), List<(string Person, OfficeHeld Held)>> _held = [];

    public BookOffices(ActorBook actors, LanguageCues english)
    {
        foreach (var person in actors.Actors.Where(actor => actor.Kind is ActorKind.Person))
        {
            foreach (var held in person.Offices)
            {
                if (actors.Find(held.Actor) is { } actor)
                {
                    var root = actors.Root(actor);
                    var owner = root.Country is { } country ? actors.State(country)?.Id ?? root.Id : root.Id;
                    foreach (var office in OfficesIn(held.Office, english).Where(office => !office.IsOfMany))
                    {
                        Add((owner, office.Id), (person.Id, held));
                    }
                }
            }
        }
    }

    /// <summary>The person who holds an office on a day; null where the book does not say.</summary>
    public string? HolderOf(string owner, string office, DateOnly day) =>
        _held.TryGetValue((owner, office), out var holders) ? holders.FindLast(holder => holder.Held.HeldOn(day)).Person : null;

    private void Add((string Owner, string Office) seat, (string Person, OfficeHeld Held) holder)
    {
        if (!_held.TryGetValue(seat, out var holders))
        {
            _held.Add(seat, holders = []);
        }

        holders.Add(holder);
    }

    /// <summary>"Foreign Minister, then Defence Minister" are two.</summary>
    private static List<OfficeClass> OfficesIn(string words, LanguageCues english)
    {
        var text = TokenizedText.Of(words);
        var offices = new List<OfficeClass>();
        for (var first = 0; first < text.Tokens.Length; first++)
        {
            var node = 0;
            var end = first;
            List<OfficeClass> longest = [];
            for (var token = first; token < text.Tokens.Length && english.Lexicon.WordOf(text, token) is >= 0 and var word
                && english.Lexicon.TryStep(ref node, word, out var entry); token++)
            {
                (longest, end) = entry is { Offices.Count: > 0 } ? (entry.Offices, token) : (longest, end);
            }

            offices.AddRange(longest);
            first = Math.Max(first, end);
        }

        return offices;
    }
}
