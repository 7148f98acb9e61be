using Monitor.Actors;
using Monitor.Text;

namespace Monitor.Attributions.Learnt;

/// <summary>A person of whom the news taught for whom they speak, with the days on which they do (inclusive; the last null where open).</summary>
public sealed class KnownHolder
{
    /// <summary>States in which the family name stands first: the last word of a name is no surname there, and their surnames are shared by millions.</summary>
    private static readonly HashSet<string> FamilyNameFirst = ["CN", "KR", "KP", "TW", "VN", "HK", "MM", "KH"];

    /// <param name="owner">The state, body or agency that they speak for.</param>
    public KnownHolder(string name, string office, Actor owner, DateOnly from, DateOnly? until)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var text = TokenizedText.Of(name);
        Words = [.. Enumerable.Range(0, text.Tokens.Length).Select(token => text.Folded(token).ToString())];
        (From, Until) = (from, until);
        HasSurname = owner.Country is null || !FamilyNameFirst.Contains(owner.Country);
        Actor = new Actor
        {
            Id = "person:" + string.Join('-', Words),
            Kind = ActorKind.Person,
            Name = name,
            Country = owner.Country,
            Offices = [new OfficeHeld(office, owner.Id, from, until)],
        };
    }

    /// <summary>The person as the book would have it.</summary>
    public Actor Actor { get; }

    public DateOnly From { get; }

    public DateOnly? Until { get; }

    /// <summary>The words of the name, folded as texts are.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether the last word alone may mean the person.</summary>
    public bool HasSurname { get; }

    /// <summary>Without a day whoever still speaks.</summary>
    public bool SpeaksOn(DateOnly? day) => day is null ? Until is null : From <= day && (Until is null || day <= Until);
}
