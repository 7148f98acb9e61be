namespace Monitor.Worker.Admin;

/// <summary>The pages' one style sheet (system fonts, light and dark by the reader's choice) and one script (keys). They travel in the program.</summary>
internal sealed class PageFile
{
    public static readonly PageFile Style = new("monitor.css", "text/css");
    public static readonly PageFile Script = new("monitor.js", "text/javascript");

    private readonly Lazy<string> _text;

    private PageFile(string name, string type)
    {
        (Path, Type) = ("/" + name, type);
        _text = new(() =>
        {
            using var file = new StreamReader(typeof(PageFile).Assembly.GetManifestResourceStream(name)!);
            return file.ReadToEnd();
        });
    }

    public string Path { get; }

    public string Type { get; }

    public string Text => _text.Value;
}
