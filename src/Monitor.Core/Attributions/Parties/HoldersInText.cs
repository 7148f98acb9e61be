using Monitor.Actors;
using Monitor.Attributions.Learnt;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Parties;

/// <summary>
/// Whom of those that earlier news taught an article names: in full, or by the surname alone where that can mean only one of them and the
/// article names nobody else so.
/// </summary>
/// <param name="day">The article's day; null where it is unknown.</param>
internal sealed class HoldersInText(KnownHolders holders, DateOnly? day)
{
    private readonly Dictionary<string, KnownHolder?> _meant = new(StringComparer.Ordinal);

    public bool IsEmpty => holders.IsEmpty;

    /// <summary>The person whose name begins at a token, and the token behind the name.</summary>
    public (Actor Actor, int End)? Find(SentenceReading sentence, int token)
    {
        if (holders.IsEmpty || !sentence.IsCapitalized(token))
        {
            return null;
        }

        var folded = sentence.Text.Folded(token);
        foreach (var holder in holders.ByFirst(folded))
        {
            if (holder.SpeaksOn(day) && token + holder.Words.Count <= sentence.End && IsAt(sentence, holder, token))
            {
                return (holder.Actor, token + holder.Words.Count);
            }
        }

        return holders.BySurname(folded).Count > 0 && sentence.IsUnknown(token) && !IsPartOfName(sentence, token) && Meant(sentence, folded) is { } meant
            ? (meant.Actor, token + 1) : null;
    }

    /// <summary>"Lars Holm" and "Holm Larsen" are others.</summary>
    private static bool IsPartOfName(SentenceReading sentence, int token) =>
        (token > sentence.First && !sentence.BreaksAfter(token - 1) && IsNameLike(sentence, token - 1))
        || (token + 1 < sentence.End && !sentence.BreaksAfter(token) && !sentence.IsPossessive(token) && !OpenName.IsHeadline(sentence)
            && IsNameLike(sentence, token + 1));

    private static bool IsNameLike(SentenceReading sentence, int token) =>
        sentence.IsCapitalized(token) && sentence.IsUnknown(token) && sentence.Language.Lexicon.WordOf(sentence.Text, token) < 0;

    private KnownHolder? Meant(SentenceReading sentence, ReadOnlySpan<char> surname)
    {
        var key = surname.ToString();
        if (!_meant.TryGetValue(key, out var meant))
        {
            var candidates = holders.BySurname(key).Where(holder => holder.SpeaksOn(day)).DistinctBy(holder => holder.Actor.Id).ToList();
            var named = candidates.FindAll(holder => IsNamed(sentence, holder));
            meant = named switch
            {
                [var only] => only,
                [] when candidates is [var only] && !IsAnotherNamed(sentence, key) => only,
                _ => null,
            };
            _meant.Add(key, meant);
        }

        return meant;
    }

    private static bool IsNamed(SentenceReading sentence, KnownHolder holder)
    {
        for (var token = 0; token + holder.Words.Count <= sentence.Text.Tokens.Length; token++)
        {
            if (IsAt(sentence, holder, token))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the text has the surname behind some other given name.</summary>
    private static bool IsAnotherNamed(SentenceReading sentence, string surname)
    {
        var text = sentence.Text;
        for (var token = 1; token < text.Tokens.Length; token++)
        {
            if (text.Folded(token).SequenceEqual(surname)
                && text.Written(token - 1) is [var first, var second, ..] && char.IsUpper(first) && char.IsLower(second)
                && text.GapAfter(token - 1).IsWhiteSpace() && text.SentenceOf(token - 1) == text.SentenceOf(token)
                && sentence.Language.Lexicon.WordOf(text, token - 1) < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAt(SentenceReading sentence, KnownHolder holder, int token)
    {
        for (var i = 0; i < holder.Words.Count; i++)
        {
            if (!sentence.Text.Folded(token + i).SequenceEqual(holder.Words[i])
                || (i + 1 < holder.Words.Count && sentence.Text.GapAfter(token + i).ContainsAny(',', ';', ':')))
            {
                return false;
            }
        }

        return true;
    }
}
