using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>Confirming an address: a form, since programs that check the links of a mail open them all; then the preferences.</summary>
internal static class ConfirmPages
{
    public static async Task<PageAnswer> AnswerAsync(ReaderRequest request, long number, CancellationToken stop)
    {
        var (words, subscriber) = (request.Words, request.Subscriber);
        if (request.Wish == "confirm" && await request.Db.ConfirmAsync(subscriber, number, request.Now, stop))
        {
            return new PageAnswer.SeeOther(request.To(request.Links.Preferences(subscriber.LinkName)));
        }

        if (await request.Db.OpenConfirmationAsync(subscriber, number, request.Now, stop) is not { } open)
        {
            return new PageAnswer.Page(StatusCodes.Status410Gone, ReaderFrame.Page(words, words["confirm.over.title"], words["confirm.over.text"]));
        }

        var name = subscriber.Settings.DisplayName is { Length: > 0 } shown ? shown : subscriber.Name;
        return PageAnswer.Ok(ReaderFrame.Page(words, words["confirm.title"], ReaderFrame.Said(words.Say("confirm.text", open.Address, name))
            .Add($"{ReaderFrame.Button("confirm", words["confirm.button"])}")));
    }
}
