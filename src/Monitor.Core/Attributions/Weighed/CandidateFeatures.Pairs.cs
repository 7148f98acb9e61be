using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Statements;

namespace Monitor.Attributions.Weighed;

/// <content>Features of two parties of a sentence: what ties them, what stands between them, what the rules made of them.</content>
internal sealed partial class CandidateFeatures
{
    /// <summary>How each party of the sentence that is read is tied to harm, in the eyes of a speaker of a state: the same for all pairs of the two.</summary>
    private readonly List<(Party Party, string? Speaker, string? How)> _ties = [];

    private void OfBoth(PairCandidate pair)
    {
        var (accuser, accused) = (pair.Accuser, pair.Accused);
        bag.Add(Ways, accuser.Way, accused.Way);
        bag.Add(Apart, "countries", accuser.Named.Country is null || accused.Named.Country is null ? "open"
            : accuser.Named.Country == accused.Named.Country ? "same" : "two");
        if (accused.IsHere)
        {
            var token = accused.Party.First;
            bag.Add(Covered, accuser.Source is null ? "no source" : accuser.Source.Covers(token) ? "covered" : "outside");
            var byOther = pair.Scene.SourceOf(token);
            bag.Add(Covered, byOther is null ? "by nobody" : byOther == accuser.Source ? "by accuser" : "by another");
            var tie = TieOf(pair.Scene, accused.Party, accuser.Named.Country);
            bag.Add(Tie, tie ?? "none", accuser.Source is null ? "no source" : accuser.Source.Covers(token) ? "covered" : "outside");
            bag.Add(Tie, tie ?? "none");
            AddClasses(Tie, pair.Scene.Sentence.ClassOf(accused.Party.MarkToken), accuser.Way);
        }

        if (!accuser.IsHere || !accused.IsHere)
        {
            bag.Add(Order, accuser.IsHere ? "accused elsewhere" : "accuser elsewhere");
            return;
        }

        var isBefore = accuser.Party.First < accused.Party.First;
        var (first, end) = isBefore ? (accuser.Party.End, accused.Party.First) : (accused.Party.End, accuser.Party.First);
        var order = isBefore ? "before" : "behind";
        bag.Add(Order, order);
        bag.Add(Order, order, accuser.Way);
        bag.Add(Apart, order, Distances[Distance(Math.Max(0, end - first))]);
        var between = 0;
        foreach (var group in pair.Scene.Roles.Groups)
        {
            between += group.First >= first && group.End <= end ? 1 : 0;
        }

        bag.Add(PartiesBetween, order, Small[Math.Min(between, 3)]);
        var sentence = pair.Scene.Sentence;
        var classes = WordClass.None;
        for (var token = first; token < Math.Min(end, first + BetweenMax); token++)
        {
            classes |= sentence.ClassOf(token);
            if (WordOf(sentence, pair.Scene, token) is { Length: > 0 } word)
            {
                bag.Add(BetweenWord, order, word);
            }

            AddCues(BetweenCue, sentence, token, order);
        }

        AddClasses(BetweenClass, classes, order);
    }

    private string? TieOf(Scene scene, Party party, string? speaker)
    {
        foreach (var read in _ties)
        {
            if (ReferenceEquals(read.Party, party) && read.Speaker == speaker)
            {
                return read.How;
            }
        }

        var ties = new DeedTieReader(scene.Sentence, scene.Roles);
        var tie = scene.Roles.GroupAt(party.First) is not { } group ? null
            : party.IsThing ? ties.OfThing(group, party, speaker) : ties.Of(group, party, speaker);
        _ties.Add((party, speaker, tie?.How));
        return tie?.How;
    }

    private void OfRules(PairCandidate pair)
    {
        foreach (var (number, made) in context.Statements)
        {
            var where = number == pair.Scene.Number ? RuleHere : RuleElsewhere;
            var isAccused = made.AccusedCountry is not null ? made.AccusedCountry == pair.Accused.Named.Country : made.Accused == pair.Accused.Named.Id;
            var isAccuser = made.Accusers.Contains(pair.Accuser.Named.Id)
                || (made.AccuserCountry is not null && made.AccuserCountry == pair.Accuser.Named.Country);
            if (made.Polarity is Polarity.Denied)
            {
                bag.Add(where, "denied by", made.AccuserCountry is { } denier && denier == pair.Accused.Named.Country ? "accused"
                    : isAccuser ? "accuser" : "other");
            }
            else if (isAccuser && isAccused)
            {
                bag.Add(where, "same", made.Polarity.ToString());
            }
            else if (made.AccusedCountry is { } other && other == pair.Accuser.Named.Country)
            {
                bag.Add(where, made.AccuserCountry == pair.Accused.Named.Country ? "reversed" : "accuser is accused");
            }
            else
            {
                bag.Add(where, isAccuser ? "accuser of another" : isAccused ? "accused by another" : "others");
            }
        }
    }
}
