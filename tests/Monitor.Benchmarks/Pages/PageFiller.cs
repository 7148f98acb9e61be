using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Pipeline.Grouping;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Text;

namespace Monitor.Benchmarks.Pages;

/// <summary>
/// Writes what the pipeline would have left behind: articles with tags and statements, their places in stories, attribution events with facts
/// and news, the search index; <see cref="DeskFiller"/> adds the rest. Of made-up words, with sentences of the field among them; the same in
/// every run. A database that was filled says so, and is taken as it is the next time.
/// </summary>
internal sealed class PageFiller(MonitorDbContextFactory contexts)
{
    /// <summary>When the last article was collected.</summary>
    public static readonly DateTimeOffset Last = new(2026, 11, 26, 18, 0, 0, TimeSpan.Zero);

    public const int Outlets = 200;

    private const int BatchArticles = 2_000;
    private const int StatementsAnEvent = 8;
    private const int StatementsABigEvent = 200;
    private const int IdeographsAnArticle = 400;

    /// <summary>Some 4,300 articles a day.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(20);

    /// <summary>What some articles also say, with the topic and the actors that it earns, and who accuses whom in it.</summary>
    private static readonly (string Sentence, string Topic, string[] Actors, string[] Accusers, string? Accused)[] Lore =
    [
        ("The ministry accused China of hacking the mail servers of three parliaments.", "hacking", ["country:CN"], ["country:NO"], "country:CN"),
        ("Russia denied that its hackers broke into the power grid.", "critical-infrastructure", ["country:RU", "gov:RU"], [], null),
        ("Ransomware shut a hospital for nine days, Microsoft said.", "ransomware", ["company:MICROSOFT"], [], null),
        ("A data breach at the airline exposed two million customers.", "data-breach", [], [], null),
        ("NATO and the United States condemned the cyber-espionage campaign of Iran.", "cyber-espionage", ["alliance:NATO", "country:US", "country:IR"],
            ["alliance:NATO", "country:US"], "country:IR"),
        ("Der Minister sprach von einem Angriff auf das Netz der Bahn.", "cyber-attack", ["country:DE"], [], null),
        ("外交部发言人否认对三国议会邮件服务器的网络攻击。", "hacking", ["country:CN"], [], null),
    ];

    private readonly TermSegments _segments = new(contexts, TimeProvider.System);
    private readonly RandomNews _news = new();
    private readonly Random _random = new(7);
    private readonly Dictionary<int, AttributionEvent> _current = [];
    private readonly Dictionary<int, int> _statementsLeft = [];
    private long _story;
    private long _event;
    private long _attribution;
    private long _sequence;

    /// <summary>How many articles a database was filled with; null where it was not.</summary>
    public async Task<int?> FilledAsync()
    {
        await using var db = contexts.CreateDbContext();
        await db.Database.ExecuteSqlAsync($"""CREATE TABLE IF NOT EXISTS "BenchmarkFill" ("Articles" integer NOT NULL)""");
        var filled = await db.Database.SqlQuery<int>($"""SELECT "Articles" AS "Value" FROM "BenchmarkFill" """).ToListAsync();
        return filled.Count > 0 ? filled[0]
            : await db.Set<Article>().AnyAsync() ? throw new InvalidOperationException("this database was filled in part: take another one") : null;
    }

    public async Task FillAsync(int articles)
    {
        var indexes = contexts.IsShared ? await WithoutIndexesAsync() : [];
        for (var first = 0; first < articles; first += BatchArticles)
        {
            await BatchAsync(first, Math.Min(BatchArticles, articles - first), articles);
            if (first % (BatchArticles * 25) == 0)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first:N0} articles"));
            }
        }

        await using var db = contexts.CreateDbContext();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await db.Database.OpenConnectionAsync();
        if (contexts.IsShared)
        {
            await db.Database.ExecuteSqlAsync($"SET statement_timeout = 0");
            await db.Database.ExecuteSqlAsync($"SET maintenance_work_mem = '1GB'");
        }

        foreach (var index in indexes)
        {
            await db.Database.ExecuteSqlRawAsync(index);
        }

        await new DeskFiller(contexts).FillAsync(articles, _sequence);
        await db.Database.ExecuteSqlRawAsync(contexts.IsShared ? "VACUUM ANALYZE" : "ANALYZE");
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "BenchmarkFill" VALUES ({articles})""");
    }

    /// <summary>Takes the indexes away that are made faster of all rows at once; answers how they are made.</summary>
    private async Task<List<string>> WithoutIndexesAsync()
    {
        await using var db = contexts.CreateDbContext();
        var indexes = await db.Database.SqlQuery<string>(
            $"""
            SELECT indexdef AS "Value" FROM pg_indexes
            WHERE tablename IN ('Articles', 'ArticleTerms', 'StoryArticles', 'Attributions') AND indexname NOT LIKE 'PK_%'
            """).ToListAsync();
        foreach (var drop in indexes.Select(index => $"DROP INDEX \"{index.Split('"')[1]}\""))
        {
            await db.Database.ExecuteSqlRawAsync(drop);
        }

        // The index of a table in partitions is made of theirs.
        return indexes.ConvertAll(index => index.Replace(" ON ONLY ", " ON ", StringComparison.Ordinal));
    }

    private async Task BatchAsync(int first, int count, int all)
    {
        await using var db = contexts.CreateDbContext();
        var lore = Enumerable.Range(0, count).Select(_ => _random.Next(5) == 0 ? _random.Next(Lore.Length) : -1).ToList();
        var articles = Enumerable.Range(0, count).Select(i => Article(first + i, all, lore[i])).ToList();
        var (stories, placed, events, said) = Place(articles, lore);
        var copies = placed.Where(one => one.Relation is StoryRelation.Copy).Select(one => one.ArticleId).ToHashSet();
        var texts = articles.ConvertAll(article => IndexedText.Of(article, copies.Contains(article.Id)));
        for (var i = 0; i < count; i++)
        {
            articles[i].SearchKey = texts[i].Key;
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        await BulkRows.WriteAsync(db, articles);
        await BulkRows.WriteAsync(db, stories);
        await BulkRows.WriteAsync(db, placed);
        await BulkRows.WriteAsync(db, events);
        await BulkRows.WriteAsync(db, said);
        await ArticleIndex.PutAsync(db, texts, CancellationToken.None);
        await transaction.CommitAsync();
        _segments.Took(count);
        if (_segments.IsDue)
        {
            await _segments.DivideAsync(CancellationToken.None);
        }
    }

    private Article Article(int number, int all, int lore)
    {
        var at = Last - ((all - number) * Apart);
        var (sentence, topic, named) = lore < 0 ? ("", "", []) : (Lore[lore].Sentence, Lore[lore].Topic, Lore[lore].Actors);
        var isChinese = lore == Lore.Length - 1;
        var article = new Article
        {
            Id = number + 1,
            Outlet = $"Outlet {_random.Next(Outlets)}",
            Url = $"https://outlet.example/{number}",
            Title = lore < 0 ? _news.Phrase() : _random.Next(4) == 0 ? sentence.TrimEnd('.', '。') : $"{_news.Phrase()} {topic}",
            Text = lore < 0 ? _news.Article() : $"{sentence} {(isChinese ? Ideographs() : _news.Article())}",
            Language = isChinese ? "zh" : lore == Lore.Length - 2 ? "de" : "en",
            CollectedAt = at.AddMinutes(2),
            ReadAt = at.AddMinutes(3),
            GroupedAt = at.AddMinutes(4),
        };
        article.Address = article.Url;
        article.DateAs(at);
        new ArticleFindings(
            [.. named.Select(id => new FoundActor(id, AliasRole.Name, new TextSpan(0, 3)))],
            lore < 0 ? [] : [new(topic, topic, 1, [new TextSpan(0, 3)])],
            lore >= 0 && Lore[lore].Accused is not null ? [Said(lore)] : []).PutInto(article);
        return article;
    }

    private string Ideographs() => string.Create(IdeographsAnArticle, _random, (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = i % 25 == 24 ? '。' : (char)(0x4E00 + random.Next(3_000));
        }
    });

    /// <summary>One to eight articles a story, in every hundredth eighty; every fourth that is not its first is a copy.</summary>
    private (List<Story> Stories, List<StoryArticle> Placed, List<AttributionEvent> Events, List<Attribution> Said) Place(List<Article> articles, List<int> lore)
    {
        var (stories, placed, events, said) = (new List<Story>(), new List<StoryArticle>(), new List<AttributionEvent>(), new List<Attribution>());
        _statementsLeft.Clear();
        var left = 0;
        for (var i = 0; i < articles.Count; i++)
        {
            var article = articles[i];
            if (left == 0)
            {
                left = _random.Next(100) == 0 ? 80 : _random.Next(1, 9);
                stories.Add(new Story
                {
                    Id = ++_story,
                    Title = article.Title,
                    LeadArticleId = article.Id,
                    Language = "en",
                    FirstSeenAt = article.AppearedAt,
                    Sequence = ++_sequence,
                });
            }

            left--;
            var story = stories[^1];
            var isCopy = story.Articles > 0 && i % 4 == 0;
            placed.Add(new StoryArticle
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
            if (lore[i] >= 0 && Lore[lore[i]].Accused is not null)
            {
                State(article, lore[i], isCopy, events, said);
            }
        }

        return (stories, placed, events, said);
    }

    private void State(Article article, int lore, bool isCopy, List<AttributionEvent> events, List<Attribution> all)
    {
        if (_statementsLeft.GetValueOrDefault(lore) == 0)
        {
            _statementsLeft[lore] = ++_event % 50 == 0 ? StatementsABigEvent : StatementsAnEvent;
            events.Add(_current[lore] = new AttributionEvent
            {
                Id = _event,
                Key = $"{Lore[lore].Accused}/cyber",
                AccusedRoot = Lore[lore].Accused!,
                StartAt = article.AppearedAt,
                LastAt = article.AppearedAt,
                Sequence = ++_sequence,
            });
        }

        _statementsLeft[lore]--;
        var (said, current) = (Said(lore), _current[lore]);
        all.Add(new Attribution
        {
            Id = ++_attribution,
            ArticleId = article.Id,
            EventId = current.Id,
            Key = current.Key,
            AccusedRoot = current.AccusedRoot,
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
        Accusers = Lore[lore].Accusers,
        Accused = Lore[lore].Accused,
        AccusedCountry = Lore[lore].Accused!.Split(':')[1],
        Act = "hacking",
        ActClass = "cyber-espionage",
        Family = "cyber",
        Strength = lore == 0 ? AttributionStrength.Official : AttributionStrength.Supports,
        Rule = "en/accuse",
        Evidence = new TextSpan(0, 10),
    };
}
