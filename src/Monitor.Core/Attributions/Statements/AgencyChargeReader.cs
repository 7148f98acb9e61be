using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Statements;

/// <summary>
/// Who acted for whom: persons charged, tried or convicted of acting for, on the orders of or paid by a foreign service accuse that state by the
/// hand of the prosecuting one, which is the article's home where the sentence names no court.
/// </summary>
internal sealed class AgencyChargeReader(Scene scene)
{
    private static readonly Cue Rule = new() { Id = "acted-for", Kind = CueKind.Deed, Forms = [], Weight = 0.65 };

    public IEnumerable<(Cue Cue, Draft Draft)> Read()
    {
        if (!scene.IsInCourt)
        {
            yield break;
        }

        var ties = new DeedTieReader(scene.Sentence, scene.Roles);
        foreach (var group in scene.Roles.Groups)
        {
            foreach (var party in group.Parties)
            {
                if ((Named.AccusedBy(party, arePersonsMeant: true) ?? OpenDeedReader.StateOf(party)) is not { Country: { } country } accused
                    || (ties.OnBehalf(group, party) ?? ties.AsRecipient(group, party, IsForeign(party)) ?? AsCharged(group, party)) is not { } tie
                    || scene.IsUnreal(party.First)
                    || scene.Sentence.Any(party.First - 9, party.First, WordClass.Negation | WordClass.Clearing))
                {
                    continue;
                }

                if (Prosecutor(party) is { } prosecutor && prosecutor.Country != country)
                {
                    yield return (Rule, new Draft
                    {
                        Accusers = [prosecutor],
                        Accused = accused,
                        Act = ActReader.Read(scene.Sentence, (tie.First, tie.End)),
                        Strength = AttributionStrength.Indictment,
                        Polarity = Polarity.Asserted,
                        Modality = new Modality(null, false, tie.IsHedged, false),
                    });
                }
            }
        }
    }

    /// <summary>"indicted four officers of Iran's Revolutionary Guards": who is charged is the foreign service itself.</summary>
    private DeedTie? AsCharged(PartyGroup group, Party party) => party.Actor?.Kind is ActorKind.Agency && scene.Context.Home is not null && IsForeign(party)
        && party.Head is HeadClass.Nationals or HeadClass.Staff or HeadClass.Officials or HeadClass.Hackers
        && scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, WordClass.Charging)
        && !scene.Sources.Exists(source => source.Parties.Contains(party)) && !scene.Sentence.Any(group.End, group.End + 2, WordClass.Denying)
        ? new DeedTie("who is charged", scene.Sentence.First, group.End, false) : null;

    private bool IsForeign(Party party) => party.Country is { } country && scene.Context.Home?.Country != country;

    /// <summary>Whoever charged before in the article goes on charging.</summary>
    private Named? Established(Party accused) => scene.Context.LastAccusation(indictmentFirst: true) is
    { Strength: AttributionStrength.Indictment, AccuserCountry: { } country } && country != accused.Country
        ? new Named("country:" + country, country) : null;

    private Named? Prosecutor(Party accused) =>
        scene.SourceFor(accused)?.Parties.Select(scene.AsAccuser).OfType<Named>().FirstOrDefault(named => !named.IsNonstate)
        ?? scene.Roles.Groups.SelectMany(group => group.Parties)
        .Where(party => party != accused && scene.Sentence.Any(party.First, party.End, WordClass.Charging))
            .Select(scene.AsAccuser).OfType<Named>().FirstOrDefault(named => !named.IsNonstate)
        ?? scene.Roles.Groups.Where(group => group.Mark is null).SelectMany(group => group.Parties)
            .Where(party => party != accused && party.Actor?.Kind is ActorKind.Agency && party.Country != accused.Country
                && (scene.Context.Home is null || party.Country == scene.Context.Home.Country))
            .Select(scene.AsAccuser).OfType<Named>().FirstOrDefault(named => !named.IsNonstate)
        ?? Established(accused)
        ?? (scene.Context.Home is { Country: { } home } ? new Named("country:" + home, home) { IsPresumed = true } : null);
}
