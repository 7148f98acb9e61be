using System.Globalization;
using Monitor.Storage;

namespace Monitor.Tests.Storage;

public sealed class UtcTextConverterTests
{
    [Theory]
    [InlineData("2021-07-19T12:00:00.0000000Z")]
    [InlineData("2024-02-29T23:59:59.9999999Z")]
    [InlineData("0001-01-01T00:00:00.0000000Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    public void An_instant_is_read_as_it_was_written(string text)
    {
        var instant = UtcTextConverter.Parse(text);

        Assert.Equal(text, UtcTextConverter.Format(instant));
        Assert.Equal(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), instant);
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Theory]
    [InlineData("2021-02-29T12:00:00.0000000Z")]
    [InlineData("2021-13-01T12:00:00.0000000Z")]
    [InlineData("2021-07-19T24:00:00.0000000Z")]
    [InlineData("2021-07-19 12:00:00.0000000Z")]
    [InlineData("2021-07-1xT12:00:00.0000000Z")]
    [InlineData("")]
    public void What_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => UtcTextConverter.Parse(text));
}
