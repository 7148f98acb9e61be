using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Statements;

namespace Monitor.Attributions.Weighed;

/// <summary>Who may accuse whom in a sentence: the parties that it names, its sources, and those of the sentences before and of the title.</summary>
internal sealed class CandidateReader(IReadOnlyList<Scene> scenes)
{
    private const int BackMax = 3;
    private const int EarlierMax = 3;
    private const int LaterMax = 2;

    /// <summary>How far before the sentence what stands behind it counts: farther than what is near.</summary>
    private const int LaterBack = 4;

    /// <summary>More are a list of states, or a broken page.</summary>
    private const int PairsMax = 100;

    private readonly GenerousReader _generous = new(scenes);
    private readonly List<Seat>?[] _accusers = new List<Seat>?[scenes.Count];
    private readonly List<Seat>?[] _accused = new List<Seat>?[scenes.Count];

    public List<PairCandidate> Of(int index)
    {
        var scene = scenes[index];
        if (WeighedBounds.IsSilent(scene))
        {
            return [];
        }

        var accused = Accused(index).ToList();
        AddEarlier(accused, index, Accused);
        if (accused.Count == 0)
        {
            return [];
        }

        var accusers = Accusers(index).ToList();
        AddEarlier(accusers, index, Accusers);
        AddLater(accusers, index);
        _generous.AddTo(accusers, scene);
        var pairs = new List<PairCandidate>();
        foreach (var accuser in accusers)
        {
            foreach (var other in accused)
            {
                if (pairs.Count < PairsMax && (accuser.Back == 0 || other.Back == 0) && OfState(accuser, other, scene) is var known && !IsOneSide(known, other))
                {
                    pairs.Add(new PairCandidate(scene, known, other));
                }
            }
        }

        return pairs;
    }

    /// <summary>Who may accuse in a sentence by what it names itself.</summary>
    public List<Seat> Accusers(int index) => _accusers[index] ??= Accusers(scenes[index]);

    /// <summary>Who may be accused in a sentence by what it names itself.</summary>
    public List<Seat> Accused(int index) => _accused[index] ??= Accused(scenes[index]);

    /// <summary>Who may reject something in a sentence.</summary>
    public List<Seat> Deniers(int index)
    {
        var seats = Accusers(index).ToList();
        AddEarlier(seats, index, Accusers);
        return seats;
    }

    /// <summary>Persons of whom nothing tells a state are of the article's home, unless they speak of it.</summary>
    private static Seat OfState(Seat accuser, Seat accused, Scene scene) =>
        accuser.Named.Country is null && OpenParties.IsPerson(accuser.Named.Id)
            && (scene.Context.Home?.Country ?? scene.Context.Opposite(accused.Named.Country)) is { } home && home != accused.Named.Country
            ? accuser with { Named = accuser.Named with { Country = home } } : accuser;

    private static bool IsOneSide(Seat accuser, Seat accused) => accuser.Named.Id == accused.Named.Id
        || (accuser.Back == accused.Back && accuser.Party.First == accused.Party.First && accuser.Party.First >= 0)
        || (accuser.Named.Country is { } country && country == accused.Named.Country && !accuser.Named.IsNonstate);

    private static List<Seat> Accusers(Scene scene)
    {
        var seats = new List<Seat>();
        foreach (var source in scene.Sources)
        {
            foreach (var party in source.Parties)
            {
                if (scene.AsAccuser(party) is { } speaker && !seats.Exists(seat => seat.Party.First == party.First && seat.Named.Id == speaker.Id))
                {
                    seats.Add(new Seat(scene, party, speaker, source.At < 0 ? "voice" : "source", 0, source));
                }
            }
        }

        foreach (var group in scene.Roles.Groups)
        {
            foreach (var party in group.Parties)
            {
                if (IsSeated(seats, party))
                {
                    continue;
                }

                if (scene.AsAccuser(party) is { } named)
                {
                    seats.Add(new Seat(scene, party, named, "named", 0, null));
                }
                else if ((party.IsThing || party.IsActed || party.Head is HeadClass.Document) && scene.AsAccuser(party.AsOwner()) is { } owner)
                {
                    seats.Add(new Seat(scene, party, owner, "owner", 0, null));
                }
            }
        }

        return seats;
    }

    private static bool IsSeated(List<Seat> seats, Party party)
    {
        foreach (var seat in seats)
        {
            if (seat.Party.First == party.First)
            {
                return true;
            }
        }

        return false;
    }

    private static List<Seat> Accused(Scene scene)
    {
        var seats = new List<Seat>();
        foreach (var group in scene.Roles.Groups)
        {
            foreach (var party in group.Parties)
            {
                if ((Named.AccusedBy(party) ?? OpenDeedReader.StateOf(party)) is { } named)
                {
                    seats.Add(new Seat(scene, party, named, party.IsThing ? "owner" : "named", 0, null));
                }
            }
        }

        return seats;
    }

    /// <summary>Those of the title and of the sentences right before whom the sentence itself does not name.</summary>
    private void AddEarlier(List<Seat> seats, int index, Func<int, List<Seat>> read)
    {
        var added = 0;
        for (var before = index - 1; before >= 0 && added < EarlierMax; before--)
        {
            var back = scenes[index].Number - scenes[before].Number;
            if (back > BackMax && before > 0)
            {
                before = 1;
                continue;
            }

            foreach (var seat in read(before))
            {
                if (added < EarlierMax && !AreThere(seats, seat.Named))
                {
                    seats.Add(seat with { Way = "earlier", Back = back });
                    added++;
                }
            }
        }
    }

    /// <summary>Whether they, or others of their state, are among the seats.</summary>
    private static bool AreThere(List<Seat> seats, Named named)
    {
        foreach (var other in seats)
        {
            if (other.Named.Id == named.Id || (named.Country is not null && other.Named.Country == named.Country))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who speaks in the sentences right behind: "… . Said the mayor: …".</summary>
    private void AddLater(List<Seat> seats, int index)
    {
        for (var later = index + 1; later < scenes.Count && scenes[later].Number - scenes[index].Number <= LaterMax; later++)
        {
            foreach (var seat in Accusers(later))
            {
                if (seat.Source is not null && !AreThere(seats, seat.Named))
                {
                    seats.Add(seat with { Way = "later", Back = LaterBack });
                }
            }
        }
    }
}
