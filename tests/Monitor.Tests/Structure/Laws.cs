namespace Monitor.Tests.Structure;

/// <summary>A law of the layout, with all that breaks it.</summary>
internal static class Laws
{
    public static void Hold(IEnumerable<string> wrong)
    {
        var all = wrong.Distinct().ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
