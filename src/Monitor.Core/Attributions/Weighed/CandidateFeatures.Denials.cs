using System.Buffers;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Weighed;

/// <content>Features of somebody who may reject something: whether they are held to it, and how they get the word.</content>
internal sealed partial class CandidateFeatures
{
    private const WordClass Telling = WordClass.Denying | WordClass.Accusation | WordClass.Negation | WordClass.Naming | WordClass.Replying
        | WordClass.Silent | WordClass.Harmless | WordClass.Hypothetical | WordClass.Hostile | WordClass.Agreeing | WordClass.Accusing | WordClass.Self;

    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"“„«‘'");
    private static readonly FeatureKind HeldToIt = new("held to it");
    private static readonly FeatureKind Denying = new("denying");
    private static readonly FeatureKind Answer = new("answer");
    private static readonly FeatureKind AnswerWord = new("answer word");
    private static readonly FeatureKind AnswerClass = new("answer class");
    private static readonly SeatKinds Denier = new("denier");

    public void ReadDenial(Scene scene, Seat seat, HeldTo held)
    {
        bag.Add(Bias, "denial");
        var classes = OfSentence(scene);
        OfSeat(scene, seat, Denier);
        AddClasses(Denying, classes & Telling, seat.Way);
        AddClasses(Denying, classes & Telling, seat.Source?.Cue?.Cue.Id ?? "no cue");
        bag.Add(Denying, "parties", Small[Math.Min(scene.Roles.Groups.Count, 4)]);
        bag.Add(Denying, HasQuote(scene) ? "quotes" : "plain", seat.Way);
        var isStated = OfStatements(scene, seat);
        bag.Add(Denying, context.IsSuspected(seat.Named.Country, scene.Number) ? "suspected" : "unsuspected");
        Prominence(seat.Named.Country, "denier");
        foreach (var (where, likely) in (ReadOnlySpan<(string, double)>)[("before", held.Before), ("here", held.Here), ("behind", held.Behind)])
        {
            bag.Add(HeldToIt, where, Likely(likely));
            bag.Add(HeldToIt, where + Likely(likely), seat.Way);
        }

        bag.Add(HeldToIt, Likely(held.Elsewhere), seat.Source is null ? "silent" : "speaks");
        bag.Add(HeldToIt, "away", Small[Math.Min(held.Away, 5)]);
        OfAnswer(scene, seat, classes, isStated ? "stated" : Likely(held.Most), Likely(held.Accuses));
    }

    /// <returns>Whether somebody understood accuses them.</returns>
    private bool OfStatements(Scene scene, Seat seat)
    {
        var isStated = false;
        foreach (var (number, made) in context.Statements)
        {
            var where = number == scene.Number ? "here" : number < scene.Number ? "before" : "behind";
            var isOwn = made.Accusers.Contains(seat.Named.Id) || (made.AccuserCountry is not null && made.AccuserCountry == seat.Named.Country);
            var isAccused = !isOwn && made.AccusedCountry is not null && made.AccusedCountry == seat.Named.Country;
            isStated |= isAccused && made.Polarity is not Polarity.Denied;
            bag.Add(RuleElsewhere, where, made.Polarity is Polarity.Denied ? isOwn ? "denies" : "another denies"
                : isOwn ? "accuses" : isAccused ? "is accused" : "others");
        }

        return isStated;
    }

    /// <summary>Who is held to something and gets the word answers: each sign together with how surely they are held to it.</summary>
    private void OfAnswer(Scene scene, Seat seat, WordClass classes, string held, string accuses)
    {
        var (sentence, party) = (scene.Sentence, seat.Party);
        var place = seat.Back > 0 ? "earlier" : seat.Source is not null ? "speaks" : party.Mark is null ? "subject" : "marked";
        var heldHere = held + place;
        bag.Add(Answer, held, place);
        bag.Add(Answer, held, accuses);
        bag.Add(Answer, heldHere, accuses);
        bag.Add(Answer, heldHere, seat.Named.Country is null ? "stateless" : context.Home is null ? "no home"
            : context.Home.Country == seat.Named.Country ? "home" : "other");
        bag.Add(Answer, heldHere, HasQuote(scene) ? "quotes" : "plain");
        bag.Add(Answer, heldHere, party.Head.ToString());
        bag.Add(Answer, heldHere, sentence.Sentence.Span.End <= sentence.Text.TitleEnd ? "title" : sentence.Sentence.Span.End >= sentence.Text.Value.Length - 1
            ? "last" : "body");
        bag.Add(Answer, heldHere, Small[Math.Min(OtherStates(scene, seat), 3)]);
        AddClasses(AnswerClass, classes & Telling, held);
        AddClasses(AnswerClass, classes & Telling, heldHere);
        bag.Add(AnswerWord, heldHere, seat.Source?.Cue?.Cue.Id ?? "no cue");
        if (seat.IsHere)
        {
            bag.Add(Answer, heldHere, sentence.HasAfter(party.End - 1, ':') ? "colon" : "no colon");
            var next = party.End < sentence.End ? WordOf(sentence, scene, party.End) : "";
            bag.Add(AnswerWord, place, next);
            bag.Add(AnswerWord, heldHere, next);
        }
    }

    /// <summary>How many states beside theirs the sentence names.</summary>
    private static int OtherStates(Scene scene, Seat seat)
    {
        var others = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in scene.Roles.Groups)
        {
            foreach (var party in group.Parties)
            {
                if (party.Country is { } country && country != seat.Named.Country)
                {
                    others.Add(country);
                }
            }
        }

        return others.Count;
    }

    private static bool HasQuote(Scene scene) => scene.Sentence.Written.ContainsAny(Quotes);

    private static string Likely(double probability) =>
        probability switch { < 0.02 => "no", < 0.08 => "hardly", < 0.2 => "perhaps", < 0.5 => "well", _ => "likely" };
}
