using System.Globalization;
using FsCheck.Fluent;
using Monitor.Feeds.Dates;

namespace Monitor.Tests.Feeds;

public sealed class FeedDatesTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("dates.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_date_is_read_as_it_was_meant_or_not_at_all(string raw, string instant)
    {
        var isDate = FeedDates.TryParse(raw, out var read);

        Assert.Equal(instant, isDate ? read.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "");
    }

    [Fact]
    public void An_instant_survives_the_forms_that_feeds_write() =>
        Prop.ForAll((DateTime any, int minutes) =>
        {
            var offset = TimeSpan.FromMinutes(minutes % 720);
            var whole = new DateTime(any.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
            if (whole.Year is < 1000 or > 9000)
            {
                return;
            }

            var local = new DateTimeOffset(whole).ToOffset(offset);
            string[] forms = ["yyyy-MM-dd'T'HH:mm:sszzz", "ddd, dd MMM yyyy HH:mm:ss zzz", "MMMM d, yyyy HH:mm:ss zzz", "yyyyMMdd'T'HHmmsszzz",
                "dd MMMM yyyy h:mm:ss tt zzz"];
            foreach (var form in forms)
            {
                var text = local.ToString(form, CultureInfo.InvariantCulture);
                Assert.True(FeedDates.TryParse(text, out var read), text);
                Assert.Equal(whole, read.UtcDateTime);
            }
        }).Holds();

    [Fact]
    public void No_text_at_all_makes_it_throw() =>
        Prop.ForAll((string text) => FeedDates.TryParse(text, out var instant) || instant == default).Holds();
}
