using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Storage;
using Monitor.Stories;

namespace Monitor.Benchmarks.Pages;

/// <summary>What is asked: every page that a person opens, with its filters, and ten kinds of searches.</summary>
internal static class PageSet
{
    private const int SearchesAKind = 20;

    private static readonly string[] Words = ["china", "russia", "hospital", "ministry", "parliaments", "airline", "customers", "servers", "grid", "microsoft"];
    private static readonly string[] Topics = ["hacking", "ransomware", "data-breach", "cyber-espionage", "critical-infrastructure"];

    /// <summary>The lists of the API: together no more than a token may ask for at once.</summary>
    public static readonly string[] ApiLists =
    [
        "articles", "articles?language=de", "articles?q=hospital", "stories", "stories?topic=hacking", "attributions", "events", "feeds", "outlets", "subscribers",
        "outbox", "runs", "audit",
    ];

    public static async Task<List<(string Name, string Path)>> PagesAsync(MonitorDbContextFactory contexts)
    {
        await using var db = contexts.CreateDbContext();
        var story = await db.Set<Story>().OrderByDescending(one => one.LastSeenAt).Select(one => one.Id).FirstAsync();
        var longStory = await db.Set<Story>().OrderByDescending(one => one.Articles).ThenByDescending(one => one.Id).Select(one => one.Id).FirstAsync();
        var article = await db.Set<Article>().MaxAsync(one => one.Id);
        var accusing = await db.Set<Attribution>().OrderByDescending(one => one.Id).Select(one => new { one.Id, one.EventId, one.ArticleId }).FirstAsync();
        var bigEvent = await db.Set<Attribution>().GroupBy(one => one.EventId).OrderByDescending(said => said.Count()).Select(said => said.Key).FirstAsync();
        var feed = await db.Set<Feed>().MinAsync(one => one.Id);
        var mail = await db.Set<OutboxMessage>().MaxAsync(one => one.Id);
        var week = $"from={PageFiller.Last.AddDays(-12):yyyy-MM-dd}&until={PageFiller.Last.AddDays(-6):yyyy-MM-dd}";
        return
        [
            ("today", "/"),
            ("stories", "/stories"), ("stories of a week", $"/stories?{week}"), ("stories of a topic", "/stories?topic=hacking"),
            ("stories of an actor, without copies", "/stories?actor=country:RU&copies=no"), ("stories of an outlet", "/stories?outlet=Outlet+7"),
            ("stories of a strength", "/stories?strength=official"), ("stories with a word", "/stories?q=hospital"),
            ("a story", $"/stories/{story}"), ("a story of 80 articles", $"/stories/{longStory}"), ("a story, looked for others", $"/stories/{story}?with=hospital"),
            ("articles", "/articles"), ("articles of an outlet", "/articles?outlet=Outlet+7"), ("articles of a language", "/articles?lang=de"),
            ("articles without copies of a week", $"/articles?copies=no&{week}"), ("articles of an actor and a topic", "/articles?actor=country:CN&topic=hacking"),
            ("articles of a strength", "/articles?strength=supports"), ("an article", $"/articles/{article}"), ("an article that accuses", $"/articles/{accusing.ArticleId}"),
            ("attributions", "/attributions"), ("attributions of a strength", "/attributions?strength=official"),
            ("attributions of an actor and a week", $"/attributions?actor=country:CN&{week}"), ("an event", $"/attributions/{accusing.EventId}"),
            ("an event of 200 statements", $"/attributions/{bigEvent}"), ("an event, all its quotes", $"/attributions/{bigEvent}?all=yes"),
            ("judging a statement", $"/attributions/{accusing.EventId}/judge/{accusing.Id}"), ("office holders", "/office-holders"),
            ("search, empty", "/search"), ("saved searches", "/searches"),
            ("feeds", "/feeds"), ("feeds with words", "/feeds?words=outlet+7"), ("feeds in a state", "/feeds?state=Healthy"), ("a feed", $"/feeds/{feed}"),
            ("a feed is added", "/feeds/add"), ("etiquette report", "/feeds/etiquette"),
            ("subscribers", "/subscribers"), ("a subscriber", "/subscribers/reader-007"), ("tomorrow's digest", "/subscribers/reader-007/preview"),
            ("a subscriber is added", "/subscribers/add"),
            ("mails", "/mails"), ("parked mails", "/mails?state=parked"), ("mails to one", "/mails?to=reader-007"), ("a mail", $"/mails/{mail}"),
            ("rules", "/rules"), ("a rule", "/rules/hacking"), ("a new rule", "/new-rule"),
            ("runs", "/runs"), ("audit log", "/audit"), ("audit log of one", "/audit?who=analyst-3"), ("audit log of a thing", "/audit?about=feed+12"),
            ("audit log of a deed", "/audit?deed=FeedPaused"), ("settings", "/settings"), ("accounts", "/accounts"), ("own account", "/account"), ("keys", "/keys"),
        ];
    }

    /// <summary>Ten kinds of searches, each with words of its own.</summary>
    public static IEnumerable<(string Kind, string[] Paths)> Searches()
    {
        var news = new RandomNews();
        string Rare() => news.Phrase().Split(' ')[0];
        string Common() => news.Article().Split(' ').Where(word => word.Length < 8).Skip(10).First().Trim('.').ToLowerInvariant();
        yield return Kind("a word of the field", i => Words[i % Words.Length]);
        yield return Kind("a word of most articles", _ => Common());
        yield return Kind("a rare word", _ => Rare());
        yield return Kind("two words, a beginning", i => $"{Words[i % Words.Length]} {Words[(i + 3) % Words.Length][..4]}*");
        yield return Kind("a phrase", i => i % 3 == 0 ? "\"data breach\"" : i % 3 == 1 ? "\"mail servers\"" : $"\"{Common()} {Common()}\"");
        yield return Kind("rule language", i => (i % 4) switch
        {
            0 => $"actor:country:CN NEAR/8 ({Words[i % Words.Length]} OR hack*)",
            1 => $"topic:{Topics[i % Topics.Length]} NOT {Rare()}",
            2 => $"accus* NEAR/5 china topic:{Topics[i % Topics.Length]}",
            _ => $"2 OF ({Words[i % Words.Length]}, {Words[(i + 1) % Words.Length]}, {Rare()}) actor:country:RU",
        });
        yield return Kind("CJK", i => Uri.UnescapeDataString(i % 3 == 0 ? "外交部" : i % 3 == 1 ? "网络攻击" : $"{(char)(0x4E00 + (i * 37))}{(char)(0x4E00 + (i * 91))}"));
        yield return Kind("in a week, of an outlet", i => Words[i % Words.Length],
            $"&from={PageFiller.Last.AddDays(-12):yyyy-MM-dd}&until={PageFiller.Last.AddDays(-6):yyyy-MM-dd}&outlet=Outlet+7");
        yield return Kind("nothing found", i => i % 2 == 0 ? $"zzgargoyle{i}" : $"\"{Words[i % Words.Length]} zzgargoyle{i}\"");
        yield return Kind("the best first", i => i % 2 == 0 ? Words[i % Words.Length] : $"{Words[i % Words.Length]} OR {Words[(i + 1) % Words.Length]}", "&by=fit");
    }

    private static (string, string[]) Kind(string name, Func<int, string> words, string and = "") =>
        (name, [.. Enumerable.Range(0, SearchesAKind).Select(i => $"/search?q={Uri.EscapeDataString(words(i))}{and}")]);
}
