using System.CommandLine;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.Attributions;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Worker.Cli.Attributions;

/// <summary>The production stages that lead from an article to its statements.</summary>
internal sealed class DetectionStages(Tagger tagger, AttributionDetector detector, string? speaksFor)
{
    public static Option<string?> SpeaksFor() => new("--speaks-for")
    {
        Description = "The actor that the outlets speak for: \"we\" and \"the Department\" then mean it.",
        HelpName = "ACTOR",
    };

    public static DetectionStages Load(string? configFolder, string? speaksFor)
    {
        var folder = SharedOptions.ConfigFolder(configFolder);
        var tagger = Tagger.Load(folder, SharedOptions.PatternsAllowed());
        return speaksFor is null || tagger.Actors.Find(speaksFor) is not null
            ? new DetectionStages(tagger, AttributionDetector.Load(folder, tagger.Actors), speaksFor)
            : throw new CommandFailure($"--speaks-for: there is no actor {speaksFor}", CommandFailure.WrongUsage);
    }

    public ActorBook Actors => tagger.Actors;

    public IReadOnlyList<Statement> Detect(TokenizedText text, ArticleLine article) =>
        detector.Detect(text, Tags(text, article), Voice(article), article.Published, article.Language);

    public IReadOnlyList<SentenceExplanation> Explain(TokenizedText text, ArticleLine article) =>
        detector.Explain(text, Tags(text, article), Voice(article), article.Published, article.Language);

    private OutletVoice Voice(ArticleLine article) => OutletVoice.Of(tagger, article.Outlet, article.SpeaksFor ?? speaksFor);

    private ArticleTags Tags(TokenizedText text, ArticleLine article) => tagger.Tag(text, article.Outlet, article.Url, article.Language, article.Published);
}
