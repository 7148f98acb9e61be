using Microsoft.Extensions.Configuration;
using Monitor.Worker.Settings;

namespace Monitor.Tests.Worker;

public sealed class SettingsInForceTests
{
    [Fact]
    public void No_setting_that_holds_a_secret_is_shown()
    {
        var open = MonitorSettings.Sections
            .SelectMany(part => part.Type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name))
            .Where(name => new[] { "Password", "Secret", "Token", "Key" }.Any(word => name.Contains(word, StringComparison.Ordinal)))
            .Where(name => !SettingsInForce.IsSecret(name) && !name.EndsWith("File", StringComparison.Ordinal) && !name.EndsWith("Files", StringComparison.Ordinal));

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("postgresql://ana:hush@db.example/monitor", "postgresql://…@db.example/monitor")]
    [InlineData("Host=db.example;Password=hush;Database=m", "Host=db.example;Password=…;Database=m")]
    [InlineData("sqlite:monitor.db", "sqlite:monitor.db")]
    public void The_password_of_an_address_is_not_shown(string address, string shown) =>
        Assert.Equal((shown, "command line"), Of(("Storage:Database", address)));

    [Fact]
    public void What_nobody_set_is_a_default()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection().Build();

        Assert.All(SettingsInForce.Of(settings), setting => Assert.Equal(SettingInForce.Default, setting.Origin));
    }

    private static (string, string) Of(params (string Key, string Value)[] given)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(given.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
        var found = SettingsInForce.Of(settings).Single(setting => $"{setting.Section}:{setting.Name}" == given[0].Key);
        return (found.Value, found.Origin);
    }
}
