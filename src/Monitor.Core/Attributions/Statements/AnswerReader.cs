using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;

namespace Monitor.Attributions.Statements;

/// <summary>
/// What answers an accusation that the article reports: the accused rejects or mocks it, a third party backs it, a court clears. Read when the
/// whole article is known, since a title may hold the answer before the text tells what it answers.
/// </summary>
internal sealed class AnswerReader(Scene scene)
{
    private const int DenyingMax = 9;
    private const int ClearedReach = 14;
    private static readonly Cue Denial = new() { Id = "answer", Kind = CueKind.Denial, Forms = [], Weight = 0.65 };
    private static readonly Cue Support = new() { Id = "backs", Kind = CueKind.Accusation, Forms = [], Strength = AttributionStrength.Supports, Weight = 0.6 };
    private static readonly Cue Claimed = new() { Id = "rejected-claim", Kind = CueKind.Accusation, Forms = [], Weight = 0.55 };
    private static readonly Cue Cleared = new()
    {
        Id = "cleared",
        Kind = CueKind.Accusation,
        Forms = [],
        Strength = AttributionStrength.Indictment,
        Weight = 0.6
    };

    public IEnumerable<Statement> Read()
    {
        var drafts = Answers().ToList();
        drafts.AddRange(Clearances());
        drafts.AddRange(Rejected());
        foreach (var (cue, draft) in drafts)
        {
            var statement = draft.ToStatement(cue, scene.Sentence, scene.Roles);
            if (!scene.Made.Exists(made => made.Polarity == statement.Polarity && made.Accused == statement.Accused
                && made.Accusers.Intersect(statement.Accusers).Any()))
            {
                scene.Made.Add(statement);
                scene.Note(cue.Id, "fired", statement);
                yield return statement;
            }
        }
    }

    private IEnumerable<(Cue Cue, Draft Draft)> Answers()
    {
        foreach (var (parties, first, end) in Speakers())
        {
            var named = parties.Select(scene.AsAccuser).OfType<Named>().DistinctBy(one => one.Id).ToList();
            if (named.Count == 0)
            {
                continue;
            }

            if (IsRejected(first, end) && (named.TrueForAll(IsAccused) || (IsOfItself(first, end) && !IsHome(named))))
            {
                yield return (Denial, Draft(named, null, AttributionStrength.Official, Polarity.Denied, first, end));
            }
            else if (Agrees(first, end) && !scene.Sentence.Any(first, end, WordClass.Negation)
                && scene.Context.Accusation(named, scene.Number) is { } backed && named.TrueForAll(one => !one.IsNonstate))
            {
                yield return (Support, Draft(named, new Named(backed.Accused!, backed.AccusedCountry) { Grain = backed.Grain }, AttributionStrength.Supports,
                    Polarity.Asserted, first, end));
            }
        }
    }

    /// <summary>"The Kremlin calls Estonian claims of jamming absurd": whose claims are rejected has accused.</summary>
    private IEnumerable<(Cue Cue, Draft Draft)> Rejected()
    {
        foreach (var denial in scene.Made.FindAll(made => made.Polarity is Polarity.Denied && made.AccuserCountry is not null))
        {
            var accuser = scene.Roles.Groups.SelectMany(group => group.Parties).Where(IsOfClaim)
                .Select(party => scene.AsAccuser(party.IsThing || party.IsActed ? party.AsOwner() : party))
                .OfType<Named>().FirstOrDefault(named => named.Country is not null && named.Country != denial.AccuserCountry);
            if (accuser is not null)
            {
                var country = denial.AccuserCountry!;
                yield return (Claimed, Draft([accuser], new Named("country:" + country, country), AttributionStrength.Official, Polarity.Asserted,
                    scene.Sentence.First, scene.Sentence.End));
            }
        }
    }

    /// <summary>"Estonian claims", "allegations by Estonia".</summary>
    private bool IsOfClaim(Party party) => scene.Sentence.Is(party.End, WordClass.Accusation) && !scene.Sentence.BreaksAfter(party.End - 1)
        || scene.Sentence.Is(party.End - 1, WordClass.Accusation)
        || (party.MarkToken > scene.Sentence.First && scene.Sentence.Is(party.MarkToken, WordClass.Agent | WordClass.Origin)
            && scene.Sentence.Is(party.MarkToken - 1, WordClass.Accusation));

    /// <summary>Courts and inquiries that clear somebody of another state.</summary>
    private IEnumerable<(Cue Cue, Draft Draft)> Clearances()
    {
        for (var token = scene.Sentence.First; token < scene.Sentence.End; token++)
        {
            if (!scene.Sentence.Is(token, WordClass.Clearing) || scene.IsUnreal(token)
                || scene.Sentence.Any(token - 4, token, WordClass.Hypothetical | WordClass.Negation))
            {
                continue;
            }

            var judge = scene.Roles.Groups.Where(group => group.Mark is null && group.End <= token && token - group.End <= ClearedReach)
                .SelectMany(group => group.Parties)
                .Where(party => party is { IsThing: false, Head: HeadClass.Officials or HeadClass.Agency }
                    || party.Actor is { Kind: ActorKind.Agency or ActorKind.Organization })
                .Select(scene.AsAccuser).OfType<Named>().FirstOrDefault(named => !named.IsNonstate)
                ?? (scene.IsInCourt && scene.Context.Home is { Country: { } home } ? new Named("country:" + home, home) { IsPresumed = true } : null);
            if (judge is not null && ClearedBehind(token, judge) is { } cleared
                && (scene.IsInCourt || scene.Number == 0 || scene.Context.IsAccused(cleared.Country)
                    || scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, WordClass.Accusation | WordClass.Accusing | WordClass.Hostile)))
            {
                yield return (Cleared, Draft([judge], cleared, scene.IsInCourt
                    ? AttributionStrength.Indictment : AttributionStrength.Official, Polarity.Dismissed, scene.Sentence.First, scene.Sentence.End));
                yield break;
            }
        }
    }

    private Named? ClearedBehind(int token, Named judge) => scene.Roles.Groups
        .Where(group => group.End > token && group.First - token <= ClearedReach)
        .SelectMany(group => group.Parties)
        .Concat(scene.Roles.Groups.Where(group => group.End <= token && token - group.End <= ClearedReach).SelectMany(group => group.Parties))
        .Select(party => Named.AccusedBy(party) ?? (party.Actor?.Country is { } country ? new Named("country:" + country, country) : null)).OfType<Named>()
        .FirstOrDefault(named => named.Country is not null && named.Country != judge.Country);

    /// <summary>Who says something in the sentence, and over which words; who is the subject of a rejecting verb.</summary>
    private IEnumerable<(IReadOnlyList<Party> Parties, int First, int End)> Speakers()
    {
        foreach (var source in scene.Sources)
        {
            yield return (source.Parties, source.First, source.End);
        }

        foreach (var group in scene.Roles.Groups.Where(group => group.Mark is null && !group.Parties[^1].IsThing))
        {
            var end = group.End;
            while (end < Math.Min(group.End + DenyingMax, scene.Sentence.End)
                && (end == group.End || scene.Roles.GroupAt(end) is not { Mark: null, Parties: [{ IsPronoun: false, IsSelf: false }, ..] })
                && !scene.Sentence.HasAfter(end - 1, ';'))
            {
                end++;
            }

            var isInClause = scene.Sentence.Is(group.First - 1, WordClass.Relative);
            if (scene.Sentence.Is(group.First - 1, WordClass.Complementizer))
            {
                continue;
            }

            if (scene.Sentence.Any(group.End, end, isInClause ? WordClass.Denying : WordClass.Denying | WordClass.Agreeing))
            {
                yield return (group.Parties, group.End, end);
            }
        }
    }

    /// <summary>"has been joined by" backs nobody.</summary>
    private bool Agrees(int first, int end)
    {
        for (var token = Math.Max(first, scene.Sentence.First); token < end; token++)
        {
            if (scene.Sentence.Is(token, WordClass.Agreeing) && !scene.Sentence.Is(token - 1, WordClass.Be))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Our jets never crossed the river": what a speaker says did not happen is its own deed.</summary>
    private bool IsOfItself(int first, int end)
    {
        for (var token = Math.Max(first, scene.Sentence.First); token < end; token++)
        {
            if (scene.Sentence.Is(token, WordClass.Self) && scene.Sentence.HeadAt(token + 1) is HeadClass.Forces or HeadClass.Agency or HeadClass.Hackers
                && scene.Sentence.Any(token, token + 7, WordClass.Negation))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHome(List<Named> named) => named.TrueForAll(one => one.Country is not null && one.Country == scene.Context.Home?.Country);

    private bool IsAccused(Named named) => scene.Context.Statements.Any(kept => kept.Statement.Polarity is not (Polarity.Denied or Polarity.Negated)
        && (kept.Statement.Accused == named.Id || (named.Country is { } country && kept.Statement.AccusedCountry == country && !named.IsNonstate)
            || (named.IsNonstate && Standing.IsBeyondCrime(scene.Context) && named.Id.StartsWith(OpenName.PersonPrefix, StringComparison.Ordinal)
                && kept.Statement.Strength is AttributionStrength.Indictment)));

    /// <summary>A rejecting or mocking word, or a plain "no" of the speaker; a refusal to comment is neither.</summary>
    private bool IsRejected(int first, int end) => !scene.Sentence.Any(first, end, WordClass.Silent)
        && (scene.Sentence.Any(first, end, WordClass.Denying) || scene.Sentence.Any(first, end, WordClass.Negation));

    private Draft Draft(List<Named> who, Named? accused, AttributionStrength strength, Polarity polarity, int first, int end) => new()
    {
        Accusers = who,
        Accused = accused,
        Act = ActReader.Read(scene.Sentence, (first, end)),
        Strength = strength is AttributionStrength.Official && who.TrueForAll(named => named.IsNonstate) ? AttributionStrength.Nonstate : strength,
        Polarity = polarity,
        Modality = new Modality(null, false, false, scene.IsSaidEarlier(new Source(null, [], first, end, first, false, false))),
        RespondsTo = polarity is Polarity.Denied ? scene.Context.LastAccusation(indictmentFirst: false)?.Accusers[0] : null,
    };
}
