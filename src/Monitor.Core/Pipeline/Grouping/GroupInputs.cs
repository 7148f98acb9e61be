using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Index;
using Monitor.Stories.Keeping;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Pipeline.Grouping;

/// <summary>What Group hands to the story index and to the attribution events.</summary>
internal static class GroupInputs
{
    public static StoryInput Of(Article article, ArticleFindings findings) => new(
        article.Id, StoryInput.HostOf(article.Url, article.Outlet), article.AppearedAt, StoryInput.LanguageOf(article.Language),
        TokenizedText.Of(article.Title, article.Text),
        [.. findings.Actors.Select(actor => new NamedActor(actor.Id, actor.Span))],
        article.SummaryOnly)
    {
        Incidents = IncidentsOf(article, findings.Statements),
    };

    /// <summary>The statements of a batch, now that each article's copy group is known.</summary>
    public static async Task<List<ArticleStatements>> StatementsAsync(
        MonitorDbContext db, List<GroupStep> stated, CancellationToken cancellationToken)
    {
        var places = await db.Set<StoryArticle>().OfArticles(stated.Select(one => one.Article))
            .ToDictionaryAsync(placed => placed.ArticleId, cancellationToken);
        return stated.ConvertAll(one => new ArticleStatements(
            Number(one.Article.Id),
            one.Placed!.Own.Text.Value,
            Number(places[one.Article.Id].CopyGroup),
            places[one.Article.Id].Relation is StoryRelation.Copy,
            one.Article.AppearedAt,
            !one.Article.Past,
            one.Findings!.Statements)
        {
            IsRevision = places[one.Article.Id].Kind is CopyKind.Revision,
            IsRoundUp = places[one.Article.Id].Kind is CopyKind.RoundUp,
            IsTooShort = places[one.Article.Id].IsTooShort,
            Story = Number(places[one.Article.Id].StoryId),
        });
    }

    /// <summary>The incidents that an article's statements name, as the events will compare them: two of them are no story either.</summary>
    private static List<StatedIncident> IncidentsOf(Article article, IReadOnlyList<Statement> statements)
    {
        if (statements.Count == 0)
        {
            return [];
        }

        var id = Number(article.Id);
        var stated = new ArticleStatements(id, "", id, IsCopy: false, article.AppearedAt, Live: false, statements);
        return
        [
            .. new EventLedger(ActorRoots.ByIdAlone).EvidenceOf(stated).OfType<Evidence>().Where(one => one.Counts && one.Incident.NamesSomething).Select(one =>
                new StatedIncident(
                    Term(one.Key.AccusedRoot),
                    IncidentFit.StateOf(one.Incident) is { } state ? Term(state) : 0,
                    Terms(IncidentFit.KindsOf(one.Incident)),
                    Terms(one.Incident.Campaign is { } campaign ? one.Incident.TargetName.Append(campaign) : one.Incident.TargetName),
                    Terms(IncidentFit.PlaceOf(one.Incident)))
                {
                    Span = statements[one.Index].Evidence,
                }),
        ];
    }

    private static uint Term(string word) => StableHash.Term(StableHash.Of(word));

    private static uint[] Terms(IEnumerable<string> words) => [.. words.Select(Term)];

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
