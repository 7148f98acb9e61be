namespace Monitor.Worker.Admin;

/// <summary>The pages' one stylesheet: system fonts, light and dark by the reader's choice. It stands in monitor.css and travels in the program.</summary>
internal static class Stylesheet
{
    public const string Path = "/monitor.css";

    private static readonly Lazy<string> Read = new(() =>
    {
        using var file = new StreamReader(typeof(Stylesheet).Assembly.GetManifestResourceStream("monitor.css")!);
        return file.ReadToEnd();
    });

    public static string Text => Read.Value;
}
