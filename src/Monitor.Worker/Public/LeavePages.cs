using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>
/// Leaving all, the digest, or alerts: each by its own link, each taken back on the same page. Only a POST leaves; one click in a mail program
/// (RFC 8058) is one.
/// </summary>
internal static class LeavePages
{
    public static Task<PageAnswer> AllAsync(ReaderRequest request, CancellationToken stop) => AnswerAsync(
        request, "leave", one => one.Left, (one, _) => one.Leave(request.Now), (one, last) => one.ComeBack(request.Now, last), stop);

    public static Task<PageAnswer> DigestAsync(ReaderRequest request, CancellationToken stop) => AnswerAsync(
        request, "leave-digest", one => one.DigestOffAt is not null, (one, last) => one.WantDigest(false, request.Now, last),
        (one, last) => one.WantDigest(true, request.Now, last), stop);

    public static Task<PageAnswer> AlertsAsync(ReaderRequest request, CancellationToken stop) => AnswerAsync(
        request, "leave-alerts", one => one.AlertsOffAt is not null, (one, _) => one.AlertsOffAt = request.Now, (one, _) => one.AlertsOffAt = null, stop);

    /// <param name="what">The key of the words.</param>
    private static async Task<PageAnswer> AnswerAsync(
        ReaderRequest request, string what, Func<Subscriber, bool> hasLeft, Action<Subscriber, long> leave, Action<Subscriber, long> comeBack,
        CancellationToken stop)
    {
        var subscriber = request.Subscriber;
        var isRemoved = subscriber.Left && !subscriber.LeftByWish;
        if (request.Form is not null && !isRemoved)
        {
            var last = await request.Db.LastChangeAsync(stop);
            if (request.Wish == "back")
            {
                if (hasLeft(subscriber))
                {
                    comeBack(subscriber, last);
                }
            }
            else if (!hasLeft(subscriber) && (request.IsOneClick || request.Wish == "leave"))
            {
                leave(subscriber, last);
            }

            await request.SaveAsync(stop);
            if (!request.IsOneClick)
            {
                return request.Again();
            }
        }

        return PageAnswer.Ok(Page(request, what, hasLeft(subscriber), isRemoved));
    }

    private static string Page(ReaderRequest request, string what, bool hasLeft, bool isRemoved)
    {
        var words = request.Words;
        if (!hasLeft)
        {
            return ReaderFrame.Page(words, words[what + ".title"], ReaderFrame.Said(words[what + ".text"])
                .Add($"{ReaderFrame.Button("leave", words[what + ".button"])}{Preferences(request)}"));
        }

        var main = ReaderFrame.Said(words[what + ".done.text"]);
        return ReaderFrame.Page(words, words[what + ".done.title"], isRemoved
            ? main.Add($"{ReaderFrame.Said(words["leave.removed"])}")
            : main.Add($"{ReaderFrame.Button("back", words[what + ".back"], plain: true)}{Preferences(request)}"));
    }

    private static Delivery.Mail.MailHtml Preferences(ReaderRequest request) =>
        ReaderFrame.Way(request.To(request.Links.Preferences(request.Subscriber.LinkName)), request.Words["to-preferences"]);
}
