using System.Globalization;
using Monitor.AttributionEvents.Chains;

namespace Monitor.Tests.AttributionEvents;

/// <summary>When what two statements name is one incident.</summary>
public sealed class IncidentFitTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("incident-fit.cases");

    [Theory, MemberData(nameof(Cases))]
    public void What_two_statements_name_is_one_incident_or_is_not(string both, string expected)
    {
        var (one, other) = (Named(both.Split(" | ")[0]), Named(both.Split(" | ")[1]));

        Assert.Equal(expected, Words(IncidentFit.Of(one.Incident, one.At, other.Incident, other.At)));
        Assert.Equal(expected, Words(IncidentFit.Of(other.Incident, other.At, one.Incident, one.At)));
    }

    [Theory]
    [InlineData("cyber", "espionage", true)]
    [InlineData("cyber", "kinetic", false)]
    [InlineData("kinetic", "kinetic", true)]
    [InlineData("cyber", "sabotage", true)]
    public void One_deed_can_bear_several_families(string one, string other, bool expected) =>
        Assert.Equal(expected, IncidentFit.CanBeOneDeed(Scenario.Incident(one, []), Scenario.Incident(other, [])));

    private static string Words(Fit fit) => fit is Fit.SaysNothing ? "says nothing" : fit.ToString().ToLowerInvariant();

    private static (EventIncident Incident, DateTimeOffset? At) Named(string written)
    {
        var words = written.Split(' ').ToList();
        var day = words.Find(word => word.StartsWith('@')) is { } at ? int.Parse(at[1..], CultureInfo.InvariantCulture) : (int?)null;
        return (Scenario.Incident(words[0], [.. words.Skip(1).Where(word => !word.StartsWith('@'))]),
            day is { } number ? new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(number - 1) : null);
    }
}
