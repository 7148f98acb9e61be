using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.IntegrationTests.Admin;
using Monitor.Listings;
using Monitor.Net;
using Monitor.Pipeline.Grouping;
using Monitor.Search;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.Search;

/// <summary>A database of the texts that the tables of cases hold, some twelve hundred, taken into the index in the background.</summary>
internal sealed class SearchWorld : IAsyncDisposable
{
    private static readonly string[] Tables =
        ["rules.cases", "attributions.cases", "attributions.de.cases", "attributions.fr.cases", "mentions.cases", "languages.cases", "frames.cases"];

    private static readonly string[] Chinese =
        ["中国，外交部否认黑客攻击。", "美国指控中国黑客攻击电网", "北京否认。俄罗斯外交部也否认", "日本のスパイ防止法", "中 国", "北京的中国人"];

    private static readonly DateTimeOffset Start = new(2031, 3, 4, 8, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database;
    private readonly CurrentTagger _taggers;

    private SearchWorld(TestDatabase database, CurrentTagger taggers, Tagger tagger)
    {
        (_database, _taggers, Tagger) = (database, taggers, tagger);
        Articles = new ArticleSearch(new SearchExpressions(taggers), taggers);
    }

    public Tagger Tagger { get; }

    public ArticleSearch Articles { get; }

    public StorySearch Stories => new(Articles);

    public EventSearch Events => new(Articles);

    public Monitor.Storage.MonitorDbContextFactory Contexts => _database.Contexts;

    public IReadOnlyList<Article> All { get; private set; } = [];

    public static async Task<SearchWorld> CreateAsync(DatabaseKind kind)
    {
        var tagger = Tagger.Load(PagesHost.Config);
        var world = new SearchWorld(await TestDatabase.CreateAsync(kind), new CurrentTagger(() => tagger), tagger);
        await using var db = world.Contexts.CreateDbContext();
        var segments = new TermSegments(world.Contexts, new SimulatedClock(Start.AddDays(1)));
        foreach (var some in Tables.SelectMany(Lines).Select((line, number) => Made(line.Table, line.Text, number, tagger)).Chunk(300))
        {
            db.AddRange(some);
            await db.SaveChangesAsync();
            await world.IndexAsync();
            if (world.Contexts.IsShared)
            {
                // Each search is over several partitions.
                Assert.True(await segments.DivideAsync(100, CancellationToken.None));
            }
        }

        world.All = await db.Set<Article>().AsNoTracking().ToListAsync();
        return world;
    }

    public async Task IndexAsync()
    {
        using var run = new IndexRun(Contexts, TimeProvider.System);
        await run.RunAsync(CancellationToken.None);
    }

    /// <summary>All pages of a search, as ids in their order.</summary>
    public async Task<List<long>> FindAsync(ListQuery query)
    {
        await using var db = Contexts.CreateDbContext();
        var found = new List<long>();
        for (var page = query; ;)
        {
            var listed = Assert.IsType<ListAnswer<FoundArticle>.Listed>(await Articles.PageAsync(db, page, CancellationToken.None)).Page;
            found.AddRange(listed.Items.Select(article => article.Id));
            if (listed.Next is null)
            {
                return found;
            }

            page = query with { Cursor = listed.Next };
        }
    }

    public async ValueTask DisposeAsync()
    {
        _taggers.Dispose();
        await _database.DisposeAsync();
    }

    private static IEnumerable<(string Table, string Text)> Lines(string table) => table == "rules.cases"
        ? Read(table).Select(line => line[(line.IndexOf("::", StringComparison.Ordinal) + 2)..line.LastIndexOf("=>", StringComparison.Ordinal)])
            .Concat(Chinese).Select(text => (table, text))
        : Read(table).Select(line => (table, line.Contains("=>", StringComparison.Ordinal) ? line[..line.LastIndexOf("=>", StringComparison.Ordinal)] : line));

    private static IEnumerable<string> Read(string table) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", table)).Where(line => line.Length > 0 && line[0] != '#');

    private static Article Made(string table, string line, int number, Tagger tagger)
    {
        var parts = line.Trim().Replace("\\n", "\n", StringComparison.Ordinal).Split(" | ", 2);
        var publishedAt = Start.AddSeconds(number / 3);
        var article = new Article
        {
            Outlet = $"Cases of {table.Split('.')[0]}",
            Url = $"https://cases.example/{table.Split('.')[0]}/{number}",
            Byline = number % 7 == 0 ? "Ada Berg" : null,
            Title = parts.Length == 2 ? parts[0] : "",
            Text = parts[^1],
            Language = table.Contains(".de.", StringComparison.Ordinal) ? "de" : parts[^1].Any(letter => letter > '\u3000') ? "zh-CN"
                : number % 11 == 0 ? null : number % 5 == 0 ? "en-GB" : "en",
            CollectedAt = publishedAt.AddMinutes(5),
            ReadAt = publishedAt.AddMinutes(6),
            GroupedAt = publishedAt.AddMinutes(7),
        };
        article.DateAs(publishedAt);
        var text = TokenizedText.Of(article.Title, article.Text);
        ArticleFindings.Of(tagger.Tag(text, article.Outlet, article.Url, article.Language, publishedAt, article.Byline), []).PutInto(article);
        return article;
    }
}
