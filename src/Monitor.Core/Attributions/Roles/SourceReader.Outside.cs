using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Text;

namespace Monitor.Attributions.Roles;

/// <content>Who speaks without a verb of saying: before a colon, outside a quotation.</content>
internal sealed partial class SourceReader
{
    private const int ColonMax = 12;
    private const int QuotedWordsMin = 3;

    /// <summary>"Berlin: Russia hacked parliament", "Kremlin spokesman Peskov: …": who stands right before the colon speaks.</summary>
    private Source? Colon()
    {
        for (var token = sentence.First; token < Math.Min(sentence.First + ColonMax, sentence.End - 1); token++)
        {
            if (sentence.HasAfter(token, ':'))
            {
                return roles.Groups.LastOrDefault(group => group.End <= token + 1 && token + 1 - group.End <= 1 && IsSpeaker(group)
                    && !IsTopic(group)) is { } speaker
                    ? new Source(null, (Addresser(speaker, token) ?? speaker).Parties, token + 1, sentence.End, token, false, false)
                    : null;
            }
        }

        return null;
    }

    /// <summary>"Vilnius to WTO: …", "Berlin backs Poland: “…”": whoever the words before the colon are about speaks.</summary>
    private PartyGroup? Addresser(PartyGroup last, int colon) =>
        last.MarkToken >= sentence.First && sentence.Is(last.MarkToken, WordClass.InfinitiveMarker) || sentence.OpensQuoteBefore(colon + 1)
            ? roles.Groups.FirstOrDefault(group => group.Mark is null && group.End <= colon + 1 && IsSpeaker(group)) : null;

    /// <summary>"Mali : Amnesty impute …": in front of a Romance headline a state's own name says what it is about; a capital speaks.</summary>
    private bool IsTopic(PartyGroup group) => sentence.Language.IsNounFirst
        && group.Parties is [{ Head: HeadClass.None, Actor: { Kind: ActorKind.State } state } topic]
        && state.Aliases.Any(alias => alias.Role is AliasRole.Name && alias.Text.Equals(
            new TextSpan(sentence.Text.Tokens[topic.CoreFirst].Start, sentence.Text.Tokens[topic.End - 1].End).Of(sentence.Text.Value),
            StringComparison.OrdinalIgnoreCase));

    /// <summary>A quotation with one party outside of it: whatever the verb, that party says it.</summary>
    private Source? Quotation()
    {
        var (isOpen, quotedCount) = (sentence.StartsQuoted, 0);
        var outside = new List<PartyGroup>();
        for (var token = sentence.First; token < sentence.End; token++)
        {
            isOpen |= sentence.OpensQuoteBefore(token);
            quotedCount += isOpen ? 1 : 0;
            if (!isOpen && roles.GroupAt(token) is { } group && group.First == token && group.Mark is null && IsSpeaker(group))
            {
                outside.Add(group);
            }

            isOpen &= !sentence.ClosesQuoteAfter(token);
        }

        return quotedCount >= QuotedWordsMin
            && outside is [var only] ? new Source(null, only.Parties, sentence.First, sentence.End, only.First, false, false) : null;
    }

    private static bool IsSpeaker(PartyGroup group) =>
        group.Parties.All(party => party is
        {
            IsThing: false, IsActed: false, IsSelf: false,
            Head: not (HeadClass.Hackers or HeadClass.Forces or HeadClass.Media)
        });
}
