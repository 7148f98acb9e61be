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

    private static string Name(DueDigest digest) => $"{digest.LocalDate:yyyy-MM-dd} {digest.Slot.Name}";
}
