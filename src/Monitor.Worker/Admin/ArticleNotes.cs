using Monitor.Actors;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Worker.Admin;

/// <summary>A rule that hit an article, or would have but for its vetoes.</summary>
/// <param name="Version">The version that tagged the article; null where only a veto was found.</param>
/// <param name="VersionNow">The newest version; null where the rule is gone.</param>
internal sealed record RuleNote(string RuleId, string Topic, int? Version, int? VersionNow, IReadOnlyList<string> Hits, IReadOnlyList<string> Vetoes);

/// <summary>An actor and how often the article names it.</summary>
internal sealed record ActorNote(string Id, string Name, int Count);

/// <summary>What was found in an article, ready to be shown beside its text and in it.</summary>
internal sealed record ArticleNotes(IReadOnlyList<RuleNote> Rules, IReadOnlyList<ActorNote> Actors, IReadOnlyList<TextNote> Marks)
{
    private const int WordsShownMax = 6;

    /// <param name="tagger">The rules as they are now: what vetoes is not stored with an article.</param>
    public static ArticleNotes Of(Article article, Tagger tagger)
    {
        var findings = ArticleFindings.In(article);
        var text = TokenizedText.Of(article.Title, article.Text);
        var marks = new List<TextNote>();
        var rules = new List<RuleNote>();
        foreach (var topic in findings.Topics)
        {
            marks.AddRange(topic.Hits.Select(hit => new TextNote(hit, "topic", $"rule {topic.RuleId}, version {topic.RuleVersion}")));
            rules.Add(new RuleNote(
                topic.RuleId, topic.TopicId, topic.RuleVersion, tagger.Rules.Find(topic.RuleId)?.Definition.Version, Words(article, topic.Hits), []));
        }

        foreach (var rule in tagger.Rules.Rules.Where(rule => rule.Definition.Suppress.Count > 0 && text.Tokens.Length > 0))
        {
            var vetoes = tagger.Explain(rule.Id, text, article.Outlet, article.Url, article.Language, article.AppearedAt, article.Byline).Vetoes
                .Select(veto => Tagger.SpanOf(text, veto)).ToList();
            if (vetoes.Count == 0)
            {
                continue;
            }

            marks.AddRange(vetoes.Select(veto => new TextNote(veto, "veto", $"vetoes rule {rule.Id}, version {rule.Definition.Version}")));
            var known = rules.FindIndex(note => note.RuleId == rule.Id);
            if (known >= 0)
            {
                rules[known] = rules[known] with { Vetoes = Words(article, vetoes) };
            }
            else
            {
                rules.Add(new RuleNote(rule.Id, rule.Definition.Topic, null, rule.Definition.Version, [], Words(article, vetoes)));
            }
        }

        marks.AddRange(
            findings.Actors.Select(actor => new TextNote(actor.Span, "actor", actor.Role is AliasRole.Capital ? $"{actor.Id} (only the place)" : actor.Id)));
        return new ArticleNotes(rules, Named(findings, tagger.Actors), marks);
    }

    private static List<ActorNote> Named(ArticleFindings findings, ActorBook book) =>
    [
        .. findings.Actors.Where(actor => actor.Role is not AliasRole.Capital)
            .CountBy(actor => actor.Id)
            .OrderByDescending(count => count.Value)
            .Select(count => new ActorNote(count.Key, book.Find(count.Key)?.Name ?? count.Key, count.Value)),
    ];

    private static List<string> Words(Article article, IReadOnlyList<TextSpan> spans) =>
        [.. spans.Select(span => ArticleParts.Slice(article, span)).Distinct(StringComparer.OrdinalIgnoreCase).Take(WordsShownMax)];
}
