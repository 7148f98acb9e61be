using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Monitor.Config;
using Monitor.Worker.Settings;

namespace Monitor.Tests.Worker;

public sealed class MonitorSettingsTests
{
    private static readonly string Example = Path.Combine(StructureTests.FindRoot(), "appsettings.example.json");

    [Theory]
    [InlineData(
        "{\n  \"Schedule\": {\n    \"ColectEvery\": \"00:00:05\"\n  }\n}", ":3: there is no option Schedule:ColectEvery; did you mean Schedule:CollectEvery?")]
    [InlineData("{\n  \"Schedul\": { }\n, \"Schedule\": { \"ReadEvery\": \"2.00:00:00\" } }", ":3: Schedule:ReadEvery is \"2.00:00:00\": ")]
    [InlineData("{ \"Storrage\": {\n \"Database\": \"\" } }", ":1: there is no section Storrage; did you mean Storage?")]
    [InlineData("{\n\n  \"Rules\": { \"TagAgainDays\": \"many\" }\n}", ":3: Rules:TagAgainDays is \"many\": a whole number is expected")]
    [InlineData("{\n  \"Schedule\": { \"ReadEvery\": \"soon\" } }", ":2: Schedule:ReadEvery is \"soon\": a time such as 00:15:00")]
    [InlineData("{\n  \"Pages\": [\n}", ":3: not JSON")]
    public void A_wrong_setting_is_refused_with_its_line_and_value(string json, string message)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, json);

        var fault = Assert.Throws<SettingsException>(() => MonitorSettings.Load(file));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void The_example_names_every_option_with_its_default()
    {
        using var example = JsonDocument.Parse(File.ReadAllText(Example), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        foreach (var (section, type) in MonitorSettings.Sections)
        {
            Assert.True(example.RootElement.TryGetProperty(section, out var values), $"{section} is missing");
            var names = type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order(StringComparer.Ordinal);
            Assert.Equal(names, values.EnumerateObject().Select(value => value.Name).Order(StringComparer.Ordinal));

            var bound = Activator.CreateInstance(type)!;
            new ConfigurationBuilder().AddJsonFile(Example).Build().GetSection(section).Bind(bound);
            Assert.Equal(JsonSerializer.Serialize(Activator.CreateInstance(type), type), JsonSerializer.Serialize(bound, type));
        }
    }

    [Fact]
    public void Every_type_with_a_section_is_said_to_be_one_of_the_settings() => Assert.Equal(
        new[] { typeof(MonitorSettings).Assembly, typeof(SettingsSectionAttribute).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is not null)
            .Select(type => type.Name).Order(StringComparer.Ordinal),
        MonitorSettings.Sections.Select(section => section.Type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_time_and_size_of_the_example_says_its_unit()
    {
        var lines = File.ReadAllLines(Example);
        foreach (var (line, index) in lines.Select((line, index) => (line, index))
            .Where(pair => System.Text.RegularExpressions.Regex.IsMatch(pair.line, @"^\s+""\w+"": (""[\d.:]+""|[\d.]+),?\s*$")))
        {
            Assert.True(index > 0 && lines[index - 1].TrimStart().StartsWith("//", StringComparison.Ordinal),
                $"line {index + 1}: {line.Trim()} has no comment above it");
        }
    }

    [Fact]
    public void The_example_is_accepted_as_it_is() => Assert.NotNull(MonitorSettings.Load(Example));
}
