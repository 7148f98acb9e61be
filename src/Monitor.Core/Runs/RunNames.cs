namespace Monitor.Runs;

/// <summary>The runs by the names under which they report.</summary>
public static class RunNames
{
    public const string Collect = "collect";
    public const string Read = "read";
    public const string Group = "group";
    public const string Notify = "notify";
    public const string Deliver = "deliver";
    public const string TagAgain = "tag again";
    public const string Index = "index";
    public const string Clock = "clock";
    public const string Retention = "retention";

    /// <summary>The five, in the order of the work.</summary>
    public static IReadOnlyList<string> Five { get; } = [Collect, Read, Group, Notify, Deliver];
}
