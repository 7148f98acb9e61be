namespace Monitor.Articles;

/// <summary>A file from outside that cannot be read: names the file, the line and what was expected.</summary>
public sealed class ArticleFileException(string file, int line, string reason) : Exception($"{file}:{line}: {reason}")
{
    public string File { get; } = file;

    public int Line { get; } = line;
}
