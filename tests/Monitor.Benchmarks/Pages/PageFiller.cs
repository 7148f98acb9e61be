using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Benchmarks.Pages;

/// <summary>
/// Writes what the pipeline would have left behind: articles with tags and statements, their places in stories, attribution events, mails, feeds,
/// the search index. Of made-up words, with some sentences of the field among them; the same in every run.
/// </summary>
internal sealed class PageFiller(MonitorDbContextFactory contexts)
{
    private const int BatchArticles = 1_000;
    private const int Outlets = 200;
    private const int Mails = 20_000;

    private static readonly DateTimeOffset Last = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What some articles also say, with the topic and the actors that it earns.</summary>
    private static readonly (string Sentence, string Topic, string[] Actors)[] Lore =
    [
        ("The ministry accused China of hacking the mail servers of three parliaments.", "hacking", ["country:CN"]),
        ("Russia denied that its hackers broke into the power grid.", "critical-infrastructure", ["country:RU", "gov:RU"]),
        ("Ransomware shut a hospital for nine days, Microsoft said.", "ransomware", ["company:MICROSOFT"]),
        ("A data breach at the airline exposed two million customers.", "data-breach", []),
        ("NATO and the United States condemned the cyber-espionage campaign.", "cyber-espionage", ["alliance:NATO", "country:US"]),
        ("Der Minister sprach von einem Angriff auf das Netz der Bahn.", "cyber-attack", ["country:DE"]),
    ];

    private readonly RandomNews _news = new();
    private readonly Random _random = new(7);
    private long _story;
    private long _event;
    private int _left;
    private AttributionEvent? _current;

    public async Task FillAsync(int articles)
    {
        await FeedsAndMailsAsync();
        for (var first = 0; first < articles; first += BatchArticles)
        {
            await BatchAsync(first, Math.Min(BatchArticles, articles - first), articles);
        }

        await using var db = contexts.CreateDbContext();
        if (contexts.IsShared)
        {
            await db.Database.ExecuteSqlAsync($"VACUUM ANALYZE");
        }
    }

    private async Task BatchAsync(int first, int count, int all)
    {
        await using var db = contexts.CreateDbContext();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        _current = null;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var lore = Enumerable.Range(0, count).Select(_ => _random.Next(5) == 0 ? _random.Next(Lore.Length) : -1).ToList();
        var articles = Enumerable.Range(0, count).Select(i => Article(first + i, all, lore[i])).ToList();
        db.AddRange(articles);
        await db.SaveChangesAsync();
        var copies = Place(db, articles, lore);
        await db.SaveChangesAsync();
        var texts = articles.ConvertAll(article => IndexedText.Of(article, copies.Contains(article.Id)));
        await ArticleIndex.PutAsync(db, texts, CancellationToken.None);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        for (var i = 0; i < count; i++)
        {
            articles[i].SearchKey = texts[i].Key;
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private Article Article(int number, int all, int lore)
    {
        var at = Last.AddMinutes((number - all) * 5.0);
        var text = lore < 0 ? _news.Article() : $"{Lore[lore].Sentence} {_news.Article()}";
        var article = new Article
        {
            Outlet = $"Outlet {_random.Next(Outlets)}",
            Url = $"https://outlet.example/{number}",
            Title = lore < 0 ? _news.Phrase() : _random.Next(4) == 0 ? Lore[lore].Sentence.TrimEnd('.') : $"{_news.Phrase()} {Lore[lore].Topic}",
            Text = text,
            Language = lore == Lore.Length - 1 ? "de" : "en",
            CollectedAt = at.AddMinutes(2),
            ReadAt = at.AddMinutes(3),
            GroupedAt = at.AddMinutes(4),
        };
        article.Address = article.Url;
        article.DateAs(at);
        var actors = lore < 0 ? [] : Lore[lore].Actors.Select(id => new FoundActor(id, AliasRole.Name, new TextSpan(0, 3))).ToList();
        var topics = lore < 0 ? [] : new List<TopicTag> { new(Lore[lore].Topic, Lore[lore].Topic, 1, [new TextSpan(0, 3)]) };
        new ArticleFindings(actors, topics, lore is 0 or 4 ? [Said(lore)] : []).PutInto(article);
        return article;
    }

    /// <summary>One to eight articles a story; every fourth that is not its first is a copy. What accuses is put into events of eight statements.</summary>
    private HashSet<long> Place(MonitorDbContext db, List<Article> articles, List<int> lore)
    {
        var copies = new HashSet<long>();
        Story? story = null;
        for (var i = 0; i < articles.Count; i++)
        {
            var article = articles[i];
            if (story is null || _left == 0)
            {
                _left = _random.Next(1, 9);
                story = new Story { Id = ++_story, Title = article.Title, LeadArticleId = article.Id, Language = "en", FirstSeenAt = article.AppearedAt };
                db.Add(story);
            }

            _left--;
            var isCopy = story.Articles > 0 && i % 4 == 0 && copies.Add(article.Id);
            db.Add(new StoryArticle
            {
                ArticleId = article.Id,
                StoryId = story.Id,
                CopyGroup = isCopy ? story.LeadArticleId : article.Id,
                Relation = isCopy ? StoryRelation.Copy : StoryRelation.Report,
                Kind = isCopy ? CopyKind.Syndicated : null,
                OfId = isCopy ? story.LeadArticleId : null,
                Why = ["shares its title"],
                Passages = [],
                Changes = [],
            });
            (story.LastSeenAt, story.Articles, story.Outlets) = (article.AppearedAt, story.Articles + 1, story.Articles + 1);
            story.Copies += isCopy ? 1 : 0;
            story.IndependentReports += isCopy ? 0 : 1;
            if (lore[i] is 0 or 4)
            {
                State(db, article, lore[i], isCopy);
            }
        }

        // A story ends with its batch: its row is written once.
        _left = 0;
        return copies;
    }

    private void State(MonitorDbContext db, Article article, int lore, bool isCopy)
    {
        if (_event++ % 8 == 0 || _current is null)
        {
            _current = new AttributionEvent
            {
                Key = "country:CN/cyber",
                AccusedRoot = "country:CN",
                StartAt = article.AppearedAt,
                LastAt = article.AppearedAt,
                Sequence = _event,
            };
            db.Add(_current);
        }

        var said = Said(lore);
        db.Add(new Attribution
        {
            ArticleId = article.Id,
            Event = _current,
            Key = _current.Key,
            AccusedRoot = _current.AccusedRoot,
            Kind = EvidenceKind.Accusation,
            Strength = said.Strength,
            Accusers = [.. said.Accusers],
            StateLevelAccusers = [.. said.Accusers],
            PublishedAt = article.AppearedAt,
            CopyGroup = $"{article.Id}",
            IsCopy = isCopy,
            Quote = Lore[lore].Sentence,
            Statement = said,
        });
    }

    private static Statement Said(int lore) => new()
    {
        Accusers = lore == 0 ? ["country:NO"] : ["alliance:NATO", "country:US"],
        Accused = "country:CN",
        AccusedCountry = "CN",
        Act = "hacking",
        ActClass = "cyber-espionage",
        Family = "cyber",
        Strength = lore == 0 ? AttributionStrength.Official : AttributionStrength.Supports,
        Rule = "en/accuse",
        Evidence = new TextSpan(0, 10),
    };

    private async Task FeedsAndMailsAsync()
    {
        await using var db = contexts.CreateDbContext();
        for (var i = 0; i < Outlets; i++)
        {
            var outlet = new Outlet { Name = $"Outlet {i}" };
            db.AddRange(Enumerable.Range(0, 5).Select(feed => Feed.Of(new Uri($"https://feeds.example/{i}/{feed}"), $"Feed {i}-{feed}", outlet, Last)));
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.AddRange(Enumerable.Range(0, Mails).Select(i =>
        {
            var mail = OutboxMessage.Of("mail", "example.org", $"mail-{i}", "text", $"reader-{i % 50}", $"Digest {i}", Last, urgent: false);
            (mail.State, mail.DueAt) = (i % 400 == 0 ? OutboxState.Parked : OutboxState.Sent, null);
            return mail;
        }));
        await db.SaveChangesAsync();
    }
}
