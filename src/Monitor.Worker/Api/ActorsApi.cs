using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;
using Monitor.Worker.Admin.Rules;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>The actor book, the topics and the lists of words, as the taggers use them now.</summary>
internal static class ActorsApi
{
    public static void MapActors(this RouteGroupBuilder api)
    {
        api.MapGet("/actors", async ([AsParameters] PageParameters asked, CurrentTagger taggers, MonitorDbContextFactory contexts, CancellationToken stop) =>
            ApiLists.InOrder("actors", (await NowAsync(taggers, contexts, stop)).Actors.Actors, asked, ActorShape.Of))
            .WithTags("actors").Lists<ActorShape>("listActors", "The actor book, in its order");
        api.MapGet("/actors/{id}", async (string id, HttpContext http, CurrentTagger taggers, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            var actor = (await NowAsync(taggers, contexts, stop)).Actors.Find(id);
            return EntityTags.Item(http, actor is null ? null : ActorShape.Of(actor), $"actor {id}");
        }).WithTags("actors").Shows<ActorShape>("getActor", "An actor by its id, such as country:CN");
        api.MapGet("/lists", async ([AsParameters] PageParameters asked, BookDesk desk, CancellationToken stop) =>
            ApiLists.InOrder("lists", await ListsAsync(desk, stop), asked, list => list))
            .WithTags("lists").Lists<WordListShape>("listWordLists", "The lists of words that rules name, in the order of their file");
        api.MapGet("/lists/{id}", async (string id, HttpContext http, BookDesk desk, CancellationToken stop) =>
            EntityTags.Item(http, (await ListsAsync(desk, stop)).Find(list => list.Id == id), $"list {id}"))
            .WithTags("lists").Shows<WordListShape>("getWordList", "A list of words as it is now");
        api.MapGet("/topics", async ([AsParameters] PageParameters asked, CurrentTagger taggers, MonitorDbContextFactory contexts, CancellationToken stop) =>
            ApiLists.InOrder("topics", Topics(await NowAsync(taggers, contexts, stop)), asked, topic => topic))
            .WithTags("topics").Lists<TopicShape>("listTopics", "Topics by name");
        api.MapGet("/topics/{id}", async (string id, HttpContext http, CurrentTagger taggers, MonitorDbContextFactory contexts, CancellationToken stop) =>
            EntityTags.Item(http, Topics(await NowAsync(taggers, contexts, stop)).Find(topic => topic.Id == id), $"topic {id}"))
            .WithTags("topics").Shows<TopicShape>("getTopic", "A topic with the rules by which it is earned");
    }

    private static async Task<Tagger> NowAsync(CurrentTagger taggers, MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        return await taggers.GetAsync(db, stop);
    }

    /// <summary>Those that <see cref="Deeds.BookApi"/> changes.</summary>
    private static async Task<List<WordListShape>> ListsAsync(BookDesk desk, CancellationToken stop) =>
        [.. (await desk.ListAsync(stop)).Where(one => one.Item.File == RuleFile.FileName).Select(one => WordListShape.Of(one.Version))];

    private static List<TopicShape> Topics(Tagger tagger) =>
        [.. tagger.Rules.Rules.GroupBy(rule => rule.Definition.Topic, StringComparer.Ordinal).OrderBy(rules => rules.Key, StringComparer.Ordinal)
            .Select(rules => new TopicShape(rules.Key, [.. rules.Select(rule => rule.Id)]))];

    /// <summary>A list of words that rules name.</summary>
    /// <param name="Body">YAML, as its file has it.</param>
    /// <param name="Version">What a change of it names as the one that it changes.</param>
    /// <param name="Reason">Why it became so.</param>
    internal sealed record WordListShape(string Id, string Body, int Version, string Author, DateTimeOffset At, string Reason)
    {
        /// <param name="version">One that is no removal.</param>
        public static WordListShape Of(ConfigVersion version) => new(
            version.Item[BookItem.ListPrefix.Length..], version.Body ?? "", version.Number, version.Author, version.At, version.Reason);
    }
}
