using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Digests;
using Monitor.Subscribers;

namespace Monitor.Tests.Digests;

public sealed class DigestTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DigestSlot Morning = new(new TimeOnly(7, 0), []);
    private static readonly DigestSlot Friday = new(new TimeOnly(16, 30), [DayOfWeek.Friday]);

    public static TheoryData<string, string> Cases => CaseFile.Read("digest-times.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_local_time_is_one_instant(string local, string instant)
    {
        var parts = local.Split(' ');
        var result = DigestTimes.InstantOf(
            DateOnly.Parse(parts[0], CultureInfo.InvariantCulture),
            TimeOnly.Parse(parts[1], CultureInfo.InvariantCulture),
            TimeZoneInfo.FindSystemTimeZoneById(parts[2]));

        Assert.Equal(instant, result.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2021-07-20T04:59:59Z", "2021-07-19 07:00", "2021-07-20 07:00")]
    [InlineData("2021-07-20T05:00:00Z", "2021-07-20 07:00", "2021-07-21 07:00")]
    [InlineData("2021-07-23T14:30:00Z", "2021-07-23 16:30", "2021-07-24 07:00")]
    // Sunday in spring: the night is an hour short, the morning comes as always.
    [InlineData("2021-03-28T04:59:59Z", "2021-03-27 07:00", "2021-03-28 07:00")]
    [InlineData("2021-03-28T05:00:00Z", "2021-03-28 07:00", "2021-03-29 07:00")]
    public void The_slots_around_an_instant_are_found(string now, string latest, string next)
    {
        var at = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        Assert.Equal(latest, Name(DigestTimes.Latest([Morning, Friday], Berlin, at)!));
        Assert.Equal(next, Name(DigestTimes.Next([Morning, Friday], Berlin, at)!));
    }

    [Fact]
    public void Who_has_no_slot_gets_no_digest()
    {
        Assert.Null(DigestTimes.Latest([], Berlin, DateTimeOffset.UnixEpoch));
        Assert.Null(DigestTimes.Next([], Berlin, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Every_local_day_has_its_digest_exactly_once_whatever_the_clocks_do()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones();
        Prop.ForAll((NonNegativeInt zoneIndex, NonNegativeInt minute, PositiveInt startDay) =>
        {
            var zone = zones[zoneIndex.Get % zones.Count];
            var slot = new DigestSlot(new TimeOnly(0, 0).AddMinutes(minute.Get % 1440), []);
            var now = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(startDay.Get % 4000);
            var first = DigestTimes.Next([slot], zone, now)!;
            for (var day = 1; day <= 20; day++)
            {
                var next = DigestTimes.Next([slot], zone, now = first.DueAt)!;
                if (next.LocalDate != first.LocalDate.AddDays(1) || DigestTimes.Latest([slot], zone, next.DueAt) != next)
                {
                    return false;
                }

                first = next;
            }

            return true;
        }).Holds();
    }

    /// <summary>
    /// A reader who moves about: zone, hours and days change while digests go out. Told is what came since the last one, up to now; so nothing
    /// is told twice or lost as long as each slot comes once, and comes.
    /// </summary>
    [Fact]
    public void Whatever_a_reader_changes_there_is_no_gap_no_overlap_and_no_slot_twice()
    {
        var random = new Random(Properties.SeedOf(nameof(Whatever_a_reader_changes_there_is_no_gap_no_overlap_and_no_slot_twice)));
        var zones = TimeZoneInfo.GetSystemTimeZones();
        Assert.All(zones, home =>
        {
            var now = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(0, 10 * 365 * 1440));
            var (zone, slots, told, done) = (home, Slots(), now, new HashSet<(DateOnly, string)>());
            for (var change = 0; change < 4; change++)
            {
                var until = now.AddMinutes(random.Next(1, 6 * 1440));
                var expected = Between(slots, zone, now, until).Where(one => !done.Contains((one.LocalDate, one.Slot.Name))).ToList();
                var composed = new List<DueDigest>();
                // The stage looks when something changes, and at each instant that it worked out before.
                for (var next = now; next <= until; next = DigestTimes.Next(slots, zone, next)!.DueAt)
                {
                    var latest = DigestTimes.Latest(slots, zone, next)!;
                    if (done.Add((latest.LocalDate, latest.Slot.Name)))
                    {
                        Assert.True(next >= told, $"{zone.Id}: {told:u} to {next:u}");
                        told = next;
                        composed.Add(latest);
                    }
                }

                Assert.True(expected.TrueForAll(composed.Contains), $"{zone.Id}: {string.Join(", ", expected.Except(composed).Select(Name))} did not come");
                now = until;
                (zone, slots) = (random.Next(2) == 0 ? zone : zones[random.Next(zones.Count)], random.Next(2) == 0 ? slots : Slots());
            }
        });

        DigestSlot[] Slots() =>
        [
            .. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new DigestSlot(
                new TimeOnly(random.Next(24), random.Next(60)),
                [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(3) == 0)])).DistinctBy(slot => slot.Name),
        ];
    }

    /// <summary>Every slot that is due in a span, found by going through its days.</summary>
    private static IEnumerable<DueDigest> Between(DigestSlot[] slots, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until) =>
        from day in Enumerable.Range(-2, 12)
        let date = DateOnly.FromDateTime(after.UtcDateTime).AddDays(day)
        from slot in slots
        where slot.IsOn(date)
        let due = new DueDigest(date, slot, DigestTimes.InstantOf(date, slot.At, zone))
        where due.DueAt > after && due.DueAt <= until
        // Two slots of one instant, where the clocks skip both, are one digest: the later one.
        where !slots.Any(other => other.At > slot.At && other.IsOn(date) && DigestTimes.InstantOf(date, other.At, zone) == due.DueAt)
        select due;

    private static string Name(DueDigest digest) => $"{digest.LocalDate:yyyy-MM-dd} {digest.Slot.Name}";
}
