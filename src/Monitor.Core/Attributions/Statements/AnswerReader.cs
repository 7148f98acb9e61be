using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Statements;

/// <summary>
/// What answers an accusation that the article reports: the accused rejects or mocks it, a third party backs it, a court clears. Read when the
/// whole article is known, since a title may hold the answer before the text tells what it answers.
/// </summary>
internal sealed partial class AnswerReader(Scene scene)
{
    private const int DenyingMax = 14;
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
        List<(Cue Cue, Draft Draft)> drafts = [.. Answers(), .. Clearances(), .. Rejected()];
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

            if (Rejects(named, parties, first, end))
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
        if (!scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, WordClass.Clearing))
        {
            yield break;
        }

        for (var token = scene.Sentence.First; token < scene.Sentence.End; token++)
        {
            if (!scene.Sentence.Is(token, WordClass.Clearing) || scene.IsUnreal(token)
                || scene.Sentence.Any(token - 4, token, WordClass.Hypothetical | WordClass.Negation))
            {
                continue;
            }

            var judge = scene.Roles.Groups.Where(group => group.Mark is null && group.End <= token && token - group.End <= ClearedReach)
                .SelectMany(group => group.Parties)
                .Where(party => party is { IsThing: false, Head: HeadClass.Officials or HeadClass.Agency or HeadClass.Document }
                    || (scene.IsInCourt && party is { IsThing: false, Head: HeadClass.None, Actor.Kind: ActorKind.State })
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
        foreach (var source in scene.Sources.Where(source => scene.Context.Voice is not null || !source.Parties.All(party => party.IsSelf)))
        {
            yield return (source.Parties, source.First, source.End);
        }

        foreach (var group in scene.Roles.Groups.Where(group => group.Mark is null && !group.Parties[^1].IsThing && !IsQuoted(group)))
        {
            var end = group.End;
            while (end < Math.Min(group.End + DenyingMax, scene.Sentence.End)
                && (end == group.End || scene.Roles.GroupAt(end) is not { Mark: null, Parties: [{ IsPronoun: false, IsSelf: false }, ..] })
                && !scene.Sentence.HasAfter(end - 1, ';'))
            {
                end++;
            }

            var isInClause = scene.Sentence.Is(group.First - 1, WordClass.Relative);
            var isCleft = scene.Sentence.Is(group.First - 1, WordClass.Be) && scene.Sentence.Is(group.End, WordClass.Relative);
            if (isCleft || scene.Sentence.Is(group.First - 1, WordClass.Complementizer))
            {
                continue;
            }

            if (scene.Sentence.Any(group.End, end, isInClause ? WordClass.Denying : WordClass.Denying | WordClass.Agreeing | WordClass.Naming)
                || HasDenial(group.End, end)
                || (scene.Sentence.Any(group.End, end, WordClass.Replying) && scene.Sentence.Any(group.End, end, WordClass.Negation)))
            {
                yield return (group.Parties, group.End, end);
            }
        }

        if (scene.Context.Charged.Count > 0 && IsOfDefendant())
        {
            yield return (scene.Context.Charged, scene.Sentence.First, scene.Sentence.End);
        }

        foreach (var group in scene.Roles.Groups.Where(IsWhereItComesFrom))
        {
            yield return (group.Parties, scene.Sentence.First, scene.Sentence.End);
        }
    }

    /// <summary>"He denies both", "El procesado negó …": in an article on a trial whoever has no other name.</summary>
    private bool IsOfDefendant() => scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, WordClass.Denying)
        && scene.Sources.TrueForAll(source => source.Parties.All(party => party.IsPronoun || party.Actor is null || scene.Context.Charged.Contains(party)))
        && scene.Roles.Groups.All(group => group.Mark is not null || group.Parties.All(party => party.IsPronoun || party.IsThing || party.Actor is null));

    /// <summary>"From Caracas they responded that …", "came the reply from Ankara": a capital speaks where nobody else of another state does.</summary>
    private bool IsWhereItComesFrom(PartyGroup group) => group.MarkToken >= 0
        && scene.Sentence.Is(group.MarkToken, WordClass.Origin | WordClass.Place)
        && (group.MarkToken == scene.Sentence.First
            ? scene.Sentence.Any(group.End, scene.Sentence.End, WordClass.Denying)
            : scene.Sentence.Any(group.MarkToken - 2, group.MarkToken, WordClass.Replying))
        && group.Parties is [{ IsThing: false, Country: { } country, Actor.Kind: ActorKind.State or ActorKind.Government or ActorKind.Embassy }]
        && scene.Roles.Groups.All(other => other == group || other.Mark is not null
            || other.Parties.All(party => party.IsPronoun || party.IsSelf || party.Country is null || party.Country == country));

    /// <summary>"ours" in the words of another: whoever says it answers.</summary>
    private bool IsQuoted(PartyGroup group) => (group.Parties.All(party => party.IsSelf) && scene.Context.Voice is null)
        || group.Parties.All(party => party.IsSelf || party.IsPronoun)
            && scene.Sources.Exists(source => source.At != Source.Nowhere && source.Covers(group.First)
            && !source.Parties.Contains(group.Parties[0]));

    /// <summary>"denied the facts", "wies die Darstellung zurück": a verb that denies, whatever it denies.</summary>
    private bool HasDenial(int first, int end) =>
        scene.Sentence.Cues.Exists(hit => hit.Cue.Kind is CueKind.Denial && hit.First >= first && hit.First < end
            && scene.Sentence.Is(hit.First, WordClass.Denying) && !scene.Sentence.Is(hit.First - 1, WordClass.Be));

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
            // "Not our drone", "not us".
            if (scene.Sentence.Is(token, WordClass.Self) && ((scene.Sentence.Is(token - 1, WordClass.Negation) && token - 1 == scene.Sentence.First)
                || (scene.Sentence.HeadAt(token + 1) is HeadClass.Forces or HeadClass.Agency or HeadClass.Hackers
                    && scene.Sentence.Any(token, token + 7, WordClass.Negation))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Our jets never crossed the river, Bogotá tells Caracas".</summary>
    private bool IsToOthers(string country) =>
        scene.Roles.Groups.SelectMany(group => group.Parties).Any(party => party.Country is { } other && other != country);

    private bool IsHome(List<Named> named) => named.TrueForAll(one => one.Country is not null && one.Country == scene.Context.Home?.Country);

    /// <summary>Not of the state in which the article is written, which is known.</summary>
    private bool IsForeign(List<Named> named) => scene.Context.Home is { } home
        && named.TrueForAll(one => one.Country is not null && one.Country != home.Country);

    private bool IsAccused(Named named) => scene.Context.Statements.Any(kept => kept.Statement.Polarity is not (Polarity.Denied or Polarity.Negated)
        && (kept.Statement.Accused == named.Id || (named.Country is { } country && kept.Statement.AccusedCountry == country && !named.IsNonstate)
            || (named.IsNonstate && named.Id.StartsWith(OpenName.PersonPrefix, StringComparison.Ordinal) && IsOfStates(kept.Statement))));

    /// <summary>A charge that is more than the crime of a town: a person who is charged answers it.</summary>
    private bool IsOfStates(Statement charge) => charge.Strength is AttributionStrength.Indictment
        && (Standing.IsBeyondCrime(scene.Context) || (charge.AccusedCountry is { } foreign && foreign != charge.AccuserCountry));

    /// <summary>
    /// Who was accused answers with a rejecting or mocking word, a plain "no", or whatever they call the accusation; who was only held to something
    /// answers by rejecting, or by saying no of themselves. A refusal to comment is no answer.
    /// </summary>
    private bool Rejects(List<Named> named, IReadOnlyList<Party> speakers, int first, int end)
    {
        if (Silence.In(scene.Sentence, first, end) || speakers.All(party => Silence.IsCourt(scene.Sentence, party)))
        {
            return false;
        }

        var isDenied = scene.Sentence.Any(first, end, WordClass.Denying);
        var isNegated = scene.Sentence.Any(first, end, WordClass.Negation);
        if (!isDenied && scene.Sentence.Any(first, end, WordClass.Accusing))
        {
            // "said it accused nobody".
            return false;
        }

        if (named.TrueForAll(IsAccused))
        {
            return isDenied || isNegated || (!named.TrueForAll(one => one.IsNonstate) && (CallsIt(first, end) || RepliesInQuotes(first, end)));
        }

        if (speakers.All(party => party.IsSelf) || named.TrueForAll(one => one.Country is not null && one.Country == scene.Context.SpeaksFor?.Country))
        {
            return isDenied && !named.TrueForAll(one => one.IsNonstate) && scene.Context.SpeaksFor is not null
                && scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, WordClass.Accusation);
        }

        // At home only a plain denial answers: a minister says no all day.
        if (IsHome(named))
        {
            isDenied = HasDenial(first, end) && scene.Sentence.Any(first, end, WordClass.Accusation | WordClass.Complementizer);
            isNegated = false;
        }

        return (IsOfItself(first, end) && (!IsHome(named) || IsToOthers(named[0].Country!))
                && scene.Sentence.Any(first, end, WordClass.Denying | WordClass.Negation))
            || (named.TrueForAll(one => !one.IsNonstate && !one.IsPresumed && scene.Context.IsSuspected(one.Country, scene.Number))
                && (speakers.Any(party => party.IsMission || party.Actor?.Kind is ActorKind.Embassy) || scene.Context.IsBetweenStates(named[0].Country!))
                && (isDenied || (isNegated && ((IsForeign(named) && speakers.All(party => !party.IsPronoun))
                        || IsOfOwnSide(named[0].Country!, speakers, first, end)))
                    || (IsForeign(named) && (CallsIt(first, end) || RepliesInQuotes(first, end)))));
    }

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
