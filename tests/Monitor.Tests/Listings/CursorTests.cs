using Monitor.Listings;

namespace Monitor.Tests.Listings;

public sealed class CursorTests
{
    private const string List = "articles\u001elang:en";

    [Fact]
    public void A_cursor_leads_back_to_its_place()
    {
        var after = Assert.IsType<CursorReading.After>(Cursor.Read(Cursor.At(42L, "Añejo\nTimes").Write(List), List, 2));
        Assert.Equal(42, after.Cursor.Number(0));
        Assert.Equal("Añejo Times", after.Cursor.Place[1]);
    }

    [Fact]
    public void Without_a_cursor_a_list_begins()
    {
        Assert.IsType<CursorReading.Start>(Cursor.Read(null, List, 2));
        Assert.IsType<CursorReading.Start>(Cursor.Read("", List, 2));
    }

    [Fact]
    public void A_cursor_of_another_list_or_of_other_filters_is_refused() =>
        Assert.Equal(CursorReading.Refused.ForeignCursor, Cursor.Read(Cursor.At(42L, 1L).Write("articles\u001elang:de"), List, 2));

    [Fact]
    public void A_cursor_with_another_number_of_values_is_refused() =>
        Assert.Equal(CursorReading.Refused.ForeignCursor, Cursor.Read(Cursor.At(42L).Write(List), List, 2));

    [Fact]
    public void Whatever_is_changed_in_a_cursor_it_is_refused()
    {
        var cursor = Cursor.At(42L, 1L).Write(List);
        for (var i = 0; i < cursor.Length - 1; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            Assert.Equal(CursorReading.Refused.ForeignCursor, Cursor.Read(changed, List, 2));
            Assert.Equal(CursorReading.Refused.ForeignCursor, Cursor.Read(cursor[..(i + 1)], List, 2));
        }
    }

    [Fact]
    public void A_cursor_that_was_made_up_leads_to_the_end_and_breaks_nothing()
    {
        var made = Assert.IsType<CursorReading.After>(Cursor.Read(Cursor.At("soon", long.MinValue).Write(List), List, 2)).Cursor;
        Assert.Equal(0, made.Number(0));
        Assert.Equal(DateTimeOffset.MinValue, made.Instant(1));
        Assert.Equal(DateTimeOffset.MinValue, made.Instant(0));
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    [InlineData("../../etc/passwd")]
    [InlineData("é")]
    public void What_is_no_cursor_is_refused(string text)
    {
        Assert.Equal(CursorReading.Refused.ForeignCursor, Cursor.Read(text, List, 2));
        Assert.Equal(CursorReading.Refused.ForeignCursor, Cursor.Read(string.Concat(Enumerable.Repeat(text, 2_000)), List, 2));
    }
}
