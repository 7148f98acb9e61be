using System.CommandLine;

namespace Monitor.Worker.Cli.Article;

/// <summary><c>monitor article</c>: articles outside the feeds.</summary>
internal static class ArticleCommand
{
    public static Command Create() => new("article", "Articles: those of the database, text extraction, import.")
    {
        ArticleList.Create(),
        ArticleExtract.Create(),
        ArticleImportCommand.Create(),
    };
}
