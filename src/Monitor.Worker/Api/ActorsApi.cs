using Monitor.Storage;
using Monitor.Tagging;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>The actor book and the topics, as the taggers use them now.</summary>
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

    private static List<TopicShape> Topics(Tagger tagger) =>
        [.. tagger.Rules.Rules.GroupBy(rule => rule.Definition.Topic, StringComparer.Ordinal).OrderBy(rules => rules.Key, StringComparer.Ordinal)
            .Select(rules => new TopicShape(rules.Key, [.. rules.Select(rule => rule.Id)]))];
}
