using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Delivery.Mail;
using Monitor.Stories;
using Monitor.Stories.Keeping;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Worker.Public;

/// <summary>"Not relevant" and "not the same story": a question, a button, and a word of thanks; what is said is a label.</summary>
internal sealed class LabelPages(CurrentTagger taggers)
{
    private const int TitleCharactersMax = 200;

    public async Task<PageAnswer> NotRelevantAsync(ReaderRequest request, long articleId, string topicId, CancellationToken stop)
    {
        var (db, words, subscriber) = (request.Db, request.Words, request.Subscriber);
        if (subscriber.SignedUp || await db.Set<Article>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == articleId, stop) is not { } article)
        {
            return PageAnswer.NotFound;
        }

        if (request.Wish is "wrong" or "right")
        {
            var isRight = request.Wish == "right";
            // The same word twice is one label.
            if (await db.SaysWrongAsync(subscriber, article, topicId, stop) == isRight)
            {
                await db.SayTopicAsync(subscriber, articleId, topicId, isRight, request.Now, stop);
            }

            return request.Again();
        }

        var tagger = await taggers.GetAsync(db, stop);
        var topic = new TopicNames(tagger.Rules).Of(topicId);
        var main = await db.SaysWrongAsync(subscriber, article, topicId, stop)
            ? ReaderFrame.Said(words.Say("not-relevant.done", topic)).Add($"{ReaderFrame.Button("right", words.Say("not-relevant.back", topic), plain: true)}")
            : ReaderFrame.Said(words.Say("not-relevant.text", MailHtml.Plain(article.Title, TitleCharactersMax), article.Outlet, topic))
                .Add($"{ReaderFrame.Button("wrong", words.Say("not-relevant.button", topic))}");
        return PageAnswer.Ok(ReaderFrame.Page(words, words["not-relevant.title"], main));
    }

    public static async Task<PageAnswer> NotSameStoryAsync(ReaderRequest request, long storyId, long articleId, CancellationToken stop)
    {
        var (db, words, subscriber) = (request.Db, request.Words, request.Subscriber);
        if (subscriber.SignedUp
            || await db.Set<Story>().AsNoTracking().FindStoryAsync(storyId, stop) is not { } story
            || await db.Set<Article>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == articleId, stop) is not { } article)
        {
            return PageAnswer.NotFound;
        }

        if (request.Wish == "other")
        {
            return request.Again($"?said={await db.SayOtherStoryAsync(subscriber, storyId, articleId, request.Now, stop)}");
        }

        var title = words["not-same.title"];
        return Enum.TryParse<ReaderVerdicts.Verdict>(request.Query["said"].ToString(), out var verdict) && Enum.IsDefined(verdict)
            ? PageAnswer.Ok(ReaderFrame.Page(words, title, verdict switch
            {
                ReaderVerdicts.Verdict.Judged => words.Say("not-same.not", words["not-same.judged"]),
                ReaderVerdicts.Verdict.Enough => words.Say("not-same.not", words["not-same.enough"]),
                ReaderVerdicts.Verdict.Nothing => words.Say("not-same.not", words["not-same.nothing"]),
                _ => words["not-same.done"],
            }))
            : PageAnswer.Ok(ReaderFrame.Page(words, title, ReaderFrame
                .Said(words.Say(
                    "not-same.text", MailHtml.Plain(article.Title, TitleCharactersMax), article.Outlet, MailHtml.Plain(story.Title, TitleCharactersMax)))
                .Add($"{ReaderFrame.Button("other", words["not-same.button"])}")));
    }
}
