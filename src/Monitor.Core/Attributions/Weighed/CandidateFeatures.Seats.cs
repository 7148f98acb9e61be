using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Weighed;

/// <content>Features of one party where it stands.</content>
internal sealed partial class CandidateFeatures
{
    private void OfSeat(Scene scene, Seat seat, SeatKinds kinds)
    {
        var party = seat.Party;
        bag.Add(kinds.Form, seat.Way);
        bag.Add(kinds.Form, seat.Way, party.Head.ToString());
        bag.Add(kinds.Form, party.Actor is { } actor ? (OpenName.IsOfNobody(actor) ? "open " : "") + actor.Kind : "nobody");
        if (party.IsPresumed || seat.Named.IsPresumed)
        {
            bag.Add(kinds.Form, "presumed");
        }

        if (party.IsPronoun)
        {
            bag.Add(kinds.Form, "pronoun");
        }

        if (party.IsLinked)
        {
            bag.Add(kinds.Form, "linked");
        }

        bag.Add(kinds.Form, "home", seat.Named.Country is null ? "stateless" : context.Home is null ? "none" : context.Home.Country == seat.Named.Country
            ? "same" : "other");
        if (seat.Source is { } source)
        {
            bag.Add(kinds.Source, source.Cue is { } cue ? cue.Cue.Id : source.At < 0 ? "unsaid" : "form");
            if (source.IsPast)
            {
                bag.Add(kinds.Source, "past");
            }
        }

        if (party.First >= 0)
        {
            OfPlace(scene, seat, kinds);
        }
    }

    /// <summary>How far back they stand, their nouns, and what stands beside them.</summary>
    private void OfPlace(Scene scene, Seat seat, SeatKinds kinds)
    {
        var party = seat.Party;
        if (seat.Back > 0)
        {
            bag.Add(kinds.Form, "back", Small[Math.Min(seat.Back, 4)]);
            bag.Add(kinds.Form, "back as", seat.Source is null ? (party.Mark is null ? "subject" : "marked") : "speaker");
        }

        var sentence = seat.Scene.Sentence;
        for (var token = party.First; token < party.End; token++)
        {
            if (WordOf(sentence, seat.Scene, token, inParty: true) is { Length: > 0 } word)
            {
                bag.Add(kinds.Noun, word);
            }
        }

        if (!seat.IsHere)
        {
            return;
        }

        if (party.MarkToken >= 0)
        {
            bag.Add(kinds.Mark, WordOf(sentence, scene, party.MarkToken));
            AddClasses(kinds.MarkClass, sentence.ClassOf(party.MarkToken));
        }
        else
        {
            bag.Add(kinds.Mark, "none");
        }

        if (sentence.IsPossessive(party.End - 1))
        {
            bag.Add(kinds.Form, "possessive");
        }

        if (party.First <= sentence.First + 1)
        {
            bag.Add(kinds.Form, "first");
        }

        Sides(scene, sentence, party, kinds);
        Harm(sentence, party, kinds);
    }

    private void Sides(Scene scene, SentenceReading sentence, Party party, SeatKinds kinds)
    {
        for (var step = 0; step < SideMax && party.End + step < sentence.End; step++)
        {
            var token = party.End + step;
            if (sentence.BreaksAfter(token - 1))
            {
                bag.Add(kinds.Right, "break", Small[step]);
                if (step > 0)
                {
                    break;
                }
            }

            if (sentence.ClosesQuoteAfter(token - 1))
            {
                bag.Add(kinds.Right, "quote", Small[step]);
            }

            bag.Add(kinds.Right, step < 2 ? Small[step] : "2-3", WordOf(sentence, scene, token));
            AddClasses(kinds.RightClass, sentence.ClassOf(token));
            AddCues(kinds.RightCue, sentence, token);
        }

        for (var step = 0; step < SideMax && party.First - 1 - step >= sentence.First; step++)
        {
            var token = party.First - 1 - step;
            if (sentence.BreaksAfter(token))
            {
                bag.Add(kinds.Left, "break", Small[step]);
                if (step > 0)
                {
                    break;
                }
            }

            if (sentence.ClosesQuoteAfter(token))
            {
                bag.Add(kinds.Left, "quote", Small[step]);
            }

            bag.Add(kinds.Left, step < 2 ? Small[step] : "2-3", WordOf(sentence, scene, token));
            AddClasses(kinds.LeftClass, sentence.ClassOf(token));
            AddCues(kinds.LeftCue, sentence, token);
        }
    }

    /// <summary>How the article speaks of the state: named in the title, how often, next to harm.</summary>
    private void Prominence(string? country, string role)
    {
        if (country is null)
        {
            return;
        }

        var (count, inTitle, before) = (0, false, 0);
        for (var i = 0; i < context.Mentions.Count; i++)
        {
            var mention = context.Mentions[i];
            if (mention.Actor.Country == country)
            {
                count++;
                inTitle |= mention.Span.End <= context.Text.TitleEnd;
            }
            else if (count == 0)
            {
                before++;
            }
        }

        bag.Add(Article, role, count == 0 ? "unnamed" : count == 1 ? "once" : count < 4 ? "some" : "often");
        bag.Add(Article, role, inTitle ? "in title" : "not in title");
        bag.Add(Article, role, before == 0 ? "first" : "later");
    }

    /// <summary>How far the nearest word of harm stands, and on which side.</summary>
    private void Harm(SentenceReading sentence, Party party, SeatKinds kinds)
    {
        var mark = party.MarkToken < 0 ? "none" : sentence.Is(party.MarkToken, WordClass.Agent) ? "agent"
            : sentence.Is(party.MarkToken, WordClass.Against) ? "against" : sentence.Is(party.MarkToken, WordClass.Place) ? "place"
            : sentence.Is(party.MarkToken, WordClass.Origin) ? "origin" : sentence.Is(party.MarkToken, WordClass.Behalf) ? "behalf" : "other";
        var (behind, before) = (-1, -1);
        for (var token = party.First; token < sentence.End && behind < 0; token++)
        {
            behind = IsHarm(sentence, token) ? token - party.First : -1;
            if (token >= party.End && sentence.HasAfter(token, ';'))
            {
                break;
            }
        }

        for (var token = party.First - 1; token >= sentence.First && before < 0; token--)
        {
            before = IsHarm(sentence, token) ? party.First - token : -1;
        }

        bag.Add(kinds.Harm, behind < 0 ? "none behind" : "behind", behind < 0 ? mark : Distances[Distance(behind)]);
        bag.Add(kinds.Harm, before < 0 ? "none before" : "before", before < 0 ? mark : Distances[Distance(before)]);
        bag.Add(kinds.Harm, mark, behind < 0 ? before < 0 ? "none" : "before" : before < 0 ? "behind" : "both");
    }

    private static bool IsHarm(SentenceReading sentence, int token) => sentence.Is(token, WordClass.Hostile) || sentence.IsActAt(token);

    private sealed class SeatKinds(string role)
    {
        public FeatureKind Form { get; } = new(role);

        public FeatureKind Source { get; } = new(role + " source");

        public FeatureKind Harm { get; } = new(role + " harm");

        public FeatureKind Noun { get; } = new(role + " noun");

        public FeatureKind Mark { get; } = new(role + " mark");

        public FeatureKind MarkClass { get; } = new(role + " mark class");

        public FeatureKind Right { get; } = new(role + " right");

        public FeatureKind RightClass { get; } = new(role + " right class");

        public FeatureKind RightCue { get; } = new(role + " right cue");

        public FeatureKind Left { get; } = new(role + " left");

        public FeatureKind LeftClass { get; } = new(role + " left class");

        public FeatureKind LeftCue { get; } = new(role + " left cue");
    }
}
