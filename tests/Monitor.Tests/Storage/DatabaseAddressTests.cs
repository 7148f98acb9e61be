using Monitor.Storage;

namespace Monitor.Tests.Storage;

public sealed class DatabaseAddressTests
{
    [Theory]
    [InlineData("sqlite:play/monitor.db", "SQLite play/monitor.db")]
    [InlineData("postgresql://ada:p%40ss@db.example:6543/news", "PostgreSQL db.example:6543/news")]
    [InlineData("postgres://db.example/news", "PostgreSQL db.example:5432/news")]
    [InlineData("Host=db.example;Database=news;Password=secret", "PostgreSQL db.example:5432/news")]
    public void An_address_is_read_and_never_prints_its_password(string text, string printed)
    {
        Assert.True(DatabaseAddress.TryParse(text, out var address));

        Assert.Equal(printed, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("mysql://db.example/news")]
    [InlineData("postgresql://db.example")]
    [InlineData("monitor.db")]
    public void Anything_else_is_refused(string text) => Assert.False(DatabaseAddress.TryParse(text, out _));

    [Fact]
    public void An_escaped_password_arrives_as_it_was()
    {
        Assert.True(DatabaseAddress.TryParse("postgresql://ada:p%40ss@db.example/news", out var address));

        Assert.Contains("Password=p@ss", ((DatabaseAddress.PostgreSql)address).ConnectionString, StringComparison.Ordinal);
    }
}
