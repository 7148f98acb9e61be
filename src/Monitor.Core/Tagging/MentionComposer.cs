using Monitor.Actors;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>
/// Joins neighbours that name one actor together: "Chinese" + "foreign ministry", "US" + "Justice Department", "Russian" + "embassy in" +
/// "London", and drops an agency's short name that another state's name stands before.
/// </summary>
internal sealed class MentionComposer
{
    private readonly ActorBook _book;
    private readonly TokenizedText _text;
    private readonly Dictionary<int, (StateBody Body, int End)> _bodyAt = [];
    private readonly Dictionary<int, (StateBody Body, int First)> _bodyBefore = [];

    private MentionComposer(ActorBook book, TokenizedText text, List<(StateBody Body, int First, int End)> bodies)
    {
        _book = book;
        _text = text;
        foreach (var (body, first, end) in bodies)
        {
            if (!_bodyAt.TryGetValue(first, out var other) || other.End < end)
            {
                _bodyAt[first] = (body, end);
            }

            if (!_bodyBefore.TryGetValue(end, out var before) || first < before.First)
            {
                _bodyBefore[end] = (body, first);
            }
        }
    }

    public static List<ActorMention> Compose(
        ActorBook book, TokenizedText text, List<ActorMention> mentions, List<(StateBody Body, int First, int End)> bodies)
    {
        var composer = new MentionComposer(book, text, bodies);
        return composer.WithBodies(composer.WithAgencies(mentions));
    }

    /// <summary>An agency right behind its own state's name takes that in; behind another state's name it is not meant.</summary>
    private List<ActorMention> WithAgencies(List<ActorMention> mentions)
    {
        var composed = new List<ActorMention>(mentions.Count);
        foreach (var mention in mentions)
        {
            var before = composed.Count > 0 ? composed[^1] : null;
            if (mention.Actor.Kind is not (ActorKind.Agency or ActorKind.Government)
                || mention.Role is AliasRole.Metonym
                || before is null || !IsStateName(before) || before.EndToken != mention.FirstToken || !GoesOnAt(mention.FirstToken))
            {
                composed.Add(mention);
            }
            else if (before.Actor.Country == mention.Actor.Country)
            {
                composed[^1] = Join(mention.Actor, mention.Role, before.FirstToken, mention.EndToken);
            }
        }

        return composed;
    }

    private List<ActorMention> WithBodies(List<ActorMention> mentions)
    {
        var composed = new List<ActorMention>(mentions.Count);
        for (var i = 0; i < mentions.Count; i++)
        {
            var mention = mentions[i];
            var next = i + 1 < mentions.Count ? mentions[i + 1] : null;
            if (composed.Count > 0 && composed[^1].EndToken > mention.FirstToken)
            {
                continue;
            }

            composed.Add(!IsStateName(mention) ? mention
                : Embassy(mention, next) ?? BodyAfter(mention, next) ?? BodyBefore(mention, composed.Count > 0 ? composed[^1] : null) ?? mention);
        }

        return composed;
    }

    /// <summary>"Chinese Embassy in Washington", "Russia's embassy".</summary>
    private ActorMention? Embassy(ActorMention state, ActorMention? next)
    {
        var end = state.EndToken;
        if (!GoesOnAt(end) || !(Is(end, "embassy") || Is(end, "consulate")))
        {
            return null;
        }

        end++;
        if (next is not null && next.FirstToken == end + 1 && (Is(end, "in") || Is(end, "to"))
            && next.Actor.Kind is ActorKind.State && next.Actor != state.Actor)
        {
            return Join(_book.Embassy(state.Actor, next.Actor), AliasRole.Name, state.FirstToken, next.EndToken);
        }

        return Join(_book.Embassy(state.Actor, null), AliasRole.Name, state.FirstToken, end);
    }

    private ActorMention? BodyAfter(ActorMention state, ActorMention? next)
    {
        if (!GoesOnAt(state.EndToken) || !_bodyAt.TryGetValue(state.EndToken, out var found))
        {
            return null;
        }

        return (next is null || next.FirstToken >= found.End) && _book.Find(found.Body.IdFor(state.Actor.Country!)) is { } actor
            ? Join(actor, found.Body.Role, state.FirstToken, found.End)
            : null;
    }

    /// <summary>"government of China", "foreign ministry of the Russian Federation".</summary>
    private ActorMention? BodyBefore(ActorMention state, ActorMention? before)
    {
        var of = state.FirstToken - 1;
        if (Is(of, "the"))
        {
            of--;
        }

        if (state.Role is AliasRole.Demonym || !Is(of, "of") || !_bodyBefore.TryGetValue(of, out var found)
            || !SameSentence(found.First, state.FirstToken) || (before is not null && before.EndToken > found.First))
        {
            return null;
        }

        return _book.Find(found.Body.IdFor(state.Actor.Country!)) is { } actor
            ? Join(actor, found.Body.Role, found.First, state.EndToken)
            : null;
    }

    private ActorMention Join(Actor actor, AliasRole role, int first, int end) =>
        new(actor, role, new TextSpan(_text.Tokens[first].Start, _text.Tokens[end - 1].End), first, end);

    private static bool IsStateName(ActorMention mention) => mention.Actor is { Kind: ActorKind.State, Country: not null };

    /// <summary>Whether nothing but a space, a hyphen or "'s " stands between a token and the one before it.</summary>
    private bool GoesOnAt(int end) => SameSentence(end - 1, end) && !_text.GapAfter(end - 1).ContainsAny(MentionFinder.Breaks);

    private bool SameSentence(int left, int right) => right < _text.Tokens.Length && _text.SentenceOf(left) == _text.SentenceOf(right);

    private bool Is(int token, string folded) => token >= 0 && token < _text.Tokens.Length && _text.Folded(token).SequenceEqual(folded);
}
