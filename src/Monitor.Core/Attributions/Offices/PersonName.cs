using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;
using Monitor.Tagging;

namespace Monitor.Attributions.Offices;

/// <summary>Reads the name of a person that stands right behind or right before an office, by its capitals. The book's own persons are none.</summary>
internal sealed class PersonName(SentenceReading sentence, IReadOnlyList<ActorMention> mentions)
{
    private const int WordsMin = 2;
    private const int WordsMax = 5;

    /// <summary>Small words inside names; they travel with the name through all languages.</summary>
    private static readonly HashSet<string> Particles =
    [
        "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "bin", "bint", "al", "el", "ben", "ibn", "ter", "ten", "zu",
        "af", "av",
    ];

    /// <summary>The name that begins at a token; null where none does, or where it goes on in words that may belong to it or not.</summary>
    public (int First, int End)? From(int first)
    {
        var end = first;
        var words = 0;
        while (end < sentence.End && (end == first || !IsApart(end - 1)))
        {
            if (IsWord(end))
            {
                words++;
                end++;
            }
            else if (words > 0 && IsInitial(end))
            {
                end++;
            }
            else if (words > 0 && IsParticle(end) && IsParticleEnd(end) is { } next)
            {
                end = next;
            }
            else
            {
                break;
            }
        }

        return words is >= WordsMin and <= WordsMax && !GoesOn(end) ? (first, end) : null;
    }

    /// <summary>The name that ends before a token.</summary>
    public (int First, int End)? Before(int end)
    {
        var first = end;
        var words = 0;
        while (first > sentence.First && (first == end || !IsApart(first - 1))
            && (IsWord(first - 1) || IsInitial(first - 1) || (words > 0 && IsParticle(first - 1))))
        {
            first--;
            words += IsWord(first) ? 1 : 0;
        }

        while (first < end && !IsWord(first))
        {
            first++;
        }

        // The first word of a sentence has a capital anyhow, and one before it may be part of the name: "With Jette Holm, …".
        return words is >= WordsMin and <= WordsMax && From(first) is { } name && name.End == end && !IsNameLike(first - 1) ? name : null;
    }

    private bool IsApart(int token) => sentence.BreaksAfter(token) || sentence.ClosesQuoteAfter(token);

    private bool IsWord(int token) =>
        token >= sentence.First && token < sentence.End && sentence.IsCapitalized(token) && sentence.IsUnknown(token) && !sentence.IsCueAt(token)
            && sentence.Text.Written(token).Length > 1 && !sentence.Is(token, WordClass.Body | WordClass.Geography | WordClass.Press)
            && !IsMentioned(token);

    private bool IsMentioned(int token)
    {
        for (var i = 0; i < mentions.Count; i++)
        {
            if (mentions[i].FirstToken <= token && token < mentions[i].EndToken)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInitial(int token) => token >= sentence.First && token < sentence.End && sentence.IsCapitalized(token)
        && sentence.Text.Written(token).Length == 1 && sentence.HasAfter(token, '.');

    private bool IsParticle(int token) => token >= sentence.First && token < sentence.End && Particles.Contains(sentence.Text.Folded(token).ToString())
        && !sentence.BreaksAfter(token);

    private int? IsParticleEnd(int token)
    {
        while (IsParticle(token))
        {
            token++;
        }

        return IsWord(token) ? token : null;
    }

    /// <summary>A capital that goes on where the name ends: "Jette Holm Power" is no "Jette Holm".</summary>
    private bool GoesOn(int end) => end < sentence.End && !IsApart(end - 1) && !sentence.IsPossessive(end - 1) && IsNameLike(end);

    private bool IsNameLike(int token) => token > sentence.First && token < sentence.End && sentence.IsCapitalized(token)
        && !IsApart(token) && !sentence.Is(token, WordClass.Time | WordClass.Determiner | WordClass.Preposition) && sentence.MonthAt(token) is null
        && !(sentence.Language.IsVerbSecond && mentions.Any(mention => mention.FirstToken == token && mention.Actor.Kind is ActorKind.State));
}
