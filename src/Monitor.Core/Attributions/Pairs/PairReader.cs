using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Statements;

namespace Monitor.Attributions.Pairs;

/// <summary>
/// All pairs of an article in which one may accuse the other: whoever speaks in a sentence, stands in it, or spoke right before, with every party
/// of another side. What is seen of each pair is weighed; nothing is decided here.
/// </summary>
internal sealed class PairReader(ArticleContext context, IReadOnlyList<Scene> scenes)
{
    private const int CarriedMax = 2;
    private readonly Dictionary<string, int> _named = CountNamed(scenes);

    public IEnumerable<PairCandidate> Read()
    {
        for (var i = 0; i < scenes.Count; i++)
        {
            if (!context.HasHarm(scenes[i].Number))
            {
                continue;
            }

            foreach (var group in scenes[i].Roles.Groups)
            {
                foreach (var party in group.Parties)
                {
                    if ((Named.AccusedBy(party) ?? OpenDeedReader.StateOf(party)) is not { } accused)
                    {
                        continue;
                    }

                    foreach (var (accusers, source, how) in Speakers(i, group, party))
                    {
                        var others = accusers.Where(named => !OpenDeedReader.IsOneSide(named, accused)).DistinctBy(named => named.Id).ToList();
                        if (others.Count > 0)
                        {
                            var reading = new PairFeatures(scenes[i], group, party, accused, others, source, how);
                            var features = reading.Read();
                            features.Add("named:" + Math.Min(4, accused.Country is null ? 0 : _named.GetValueOrDefault(accused.Country)));
                            yield return new PairCandidate(scenes[i], others, accused, group, source, reading.Tie, features);
                        }
                    }
                }
            }
        }
    }

    private IEnumerable<(List<Named> Accusers, Source? Source, string How)> Speakers(int index, PartyGroup accusedGroup, Party accused)
    {
        var scene = scenes[index];
        var isSaid = false;
        foreach (var source in scene.Sources)
        {
            if (!source.Parties.Contains(accused) && Accusers(scene, source.Parties) is { Count: > 0 } speakers)
            {
                isSaid |= source.Covers(accused.First);
                yield return (speakers, source, source.At == Source.Nowhere ? "voice" : "said");
            }
        }

        foreach (var group in scene.Roles.Groups)
        {
            if (group != accusedGroup && !scene.Sources.Exists(source => source.Parties.Any(group.Parties.Contains))
                && Accusers(scene, group.Parties) is { Count: > 0 } beside)
            {
                yield return (beside, null, "beside:" + (group.Mark is null ? "free" : "marked") + (group.First < accusedGroup.First ? ":before" : ":behind"));
            }
        }

        for (var back = 1; !isSaid && back <= CarriedMax && index - back >= 0 && scene.Number - scenes[index - back].Number <= CarriedMax; back++)
        {
            var said = scenes[index - back].Sources.FindLast(source => source.At != Source.Nowhere);
            if (said is not null && Accusers(scenes[index - back], said.Parties) is { Count: > 0 } carried)
            {
                yield return (carried, null, "carried:" + back);
                yield break;
            }
        }
    }

    private static List<Named> Accusers(Scene scene, IReadOnlyList<Party> parties) =>
        [.. parties.Select(party => scene.AsAccuser(party)).OfType<Named>().DistinctBy(named => named.Id)];

    /// <summary>In how many sentences a state or something of it is named.</summary>
    private static Dictionary<string, int> CountNamed(IReadOnlyList<Scene> scenes)
    {
        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var scene in scenes)
        {
            foreach (var country in scene.Roles.Groups.SelectMany(group => group.Parties).Select(party => party.Country).OfType<string>().Distinct())
            {
                named[country] = named.GetValueOrDefault(country) + 1;
            }
        }

        return named;
    }
}
