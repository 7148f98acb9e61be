using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Weighed;

/// <summary>
/// Speakers whom the rules do not take for parties, since they may be nobody: any words in a speaker's place, the outlet that says "we", the state in
/// which the article is written. Only weights judge them.
/// </summary>
internal sealed class GenerousReader
{
    private const int PhraseWordsMax = 5;

    private readonly Seat? _outlet;
    private readonly Seat? _home;

    public GenerousReader(IReadOnlyList<Scene> scenes)
    {
        if (scenes.Count == 0)
        {
            return;
        }

        var context = scenes[0].Context;
        if (context is { Voice: null, Outlet: { Name.Length: > 0 } outlet } && scenes.Any(scene => scene.Sentence.HasVoice))
        {
            var actor = new Actor { Id = OpenName.OrganizationPrefix + OpenName.Slug(outlet.Name), Kind = ActorKind.Organization, Name = outlet.Name };
            _outlet = new Seat(scenes[0], Nowhere(actor), new Named(actor.Id, outlet.Country) { IsNonstate = true }, "outlet", 0, null);
        }

        if (context.Home is { Country: { } country } home)
        {
            _home = new Seat(scenes[0], Nowhere(home), new Named("country:" + country, country) { IsPresumed = true }, "home", 0, null);
        }
    }

    /// <summary>Those of a sentence beside whom the rules see in it.</summary>
    public void AddTo(List<Seat> seats, Scene scene)
    {
        foreach (var (first, end) in Phrases(scene))
        {
            var name = OpenName.Of(scene.Sentence, first, end);
            var actor = new Actor { Id = OpenName.UnnamedPrefix + OpenName.Slug(name), Kind = ActorKind.Person, Name = name };
            if (actor.Id.Length > OpenName.UnnamedPrefix.Length && !seats.Exists(seat => seat.Named.Id == actor.Id))
            {
                var party = new Party { First = first, End = end, CoreFirst = first, Actor = actor };
                seats.Add(new Seat(scene, party, new Named(actor.Id, null) { IsNonstate = true }, "phrase", 0, null));
            }
        }

        if (_outlet is not null)
        {
            seats.Add(_outlet with { Scene = scene });
        }

        if (_home is not null && !seats.Exists(seat => seat.Named.Country == _home.Named.Country))
        {
            seats.Add(_home with { Scene = scene });
        }
    }

    private static Party Nowhere(Actor actor) => new() { First = -1, End = -1, CoreFirst = -1, Actor = actor, Country = actor.Country };

    /// <summary>Words before or behind a verb of saying, and before a colon, in which no rule sees a party.</summary>
    private static IEnumerable<(int First, int End)> Phrases(Scene scene)
    {
        var sentence = scene.Sentence;
        foreach (var hit in sentence.Cues)
        {
            if (hit.Cue.Kind is not (CueKind.Speech or CueKind.Accusation) || hit.Form is CueForm.Noun
                || scene.Sources.Exists(source => source.At == hit.First))
            {
                continue;
            }

            var end = hit.First;
            while (end > sentence.First && sentence.Is(end - 1, WordClass.Adverb | WordClass.Have | WordClass.Be))
            {
                end--;
            }

            if (end > sentence.First && !sentence.BreaksAfter(end - 1) && Before(scene, end) is { } before)
            {
                yield return before;
            }
            else if (Behind(scene, hit.End) is { } behind)
            {
                yield return behind;
            }
        }

        for (var token = sentence.First; token < Math.Min(sentence.First + PhraseWordsMax, sentence.End); token++)
        {
            if (sentence.HasAfter(token, ':') && Before(scene, token + 1) is { } speaker)
            {
                yield return speaker;
            }
        }
    }

    private static (int First, int End)? Before(Scene scene, int end)
    {
        var first = end;
        while (first > scene.Sentence.First && end - first < PhraseWordsMax && IsOfPhrase(scene, first - 1)
            && (first == end || !scene.Sentence.BreaksAfter(first - 1)))
        {
            first--;
        }

        return first < end ? (first, end) : null;
    }

    private static (int First, int End)? Behind(Scene scene, int first)
    {
        var sentence = scene.Sentence;
        while (first < sentence.End && sentence.Is(first, WordClass.Determiner))
        {
            first++;
        }

        var end = first;
        while (end < sentence.End && end - first < PhraseWordsMax && IsOfPhrase(scene, end) && (end == first || !sentence.BreaksAfter(end - 1)))
        {
            end++;
        }

        return first < end ? (first, end) : null;
    }

    private static bool IsOfPhrase(Scene scene, int token) => !scene.Sentence.IsNumber(token) && scene.Roles.GroupAt(token) is null
        && !scene.Sentence.IsCueAt(token)
        && !scene.Sentence.Is(token, WordClass.Determiner | WordClass.Conjunction | WordClass.Complementizer | WordClass.Relative | WordClass.Subordinator
            | WordClass.Preposition | WordClass.Pronoun | WordClass.Self | WordClass.Be | WordClass.Have | WordClass.Negation | WordClass.Hypothetical
            | WordClass.Question | WordClass.Adverb);
}
