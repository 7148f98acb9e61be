using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Mail;

namespace Monitor.Worker.Public;

/// <summary>A digest in the browser, as it was sent; its content is kept for a time (Delivery:KeepContent).</summary>
internal static class DigestPages
{
    public static async Task<PageAnswer> AnswerAsync(ReaderRequest request, DateOnly localDate, string slot, CancellationToken stop)
    {
        var words = request.Words;
        var key = string.Create(CultureInfo.InvariantCulture, $"digest/{request.Subscriber.Name}/{localDate:yyyy-MM-dd}/{slot}");
        var message = await request.Db.Set<OutboxMessage>().AsNoTracking().SingleOrDefaultAsync(one => one.Key == key, stop);
        return message is { Content.Length: > 0, ChannelKind: MailChannel.KindName } && message.Mail().Html is { } html
            ? PageAnswer.Ok(html)
            : new PageAnswer.Page(
                StatusCodes.Status410Gone,
                ReaderFrame.Page(words, words.Say("digest.title", localDate.ToString("d MMMM yyyy", words.Culture)), words["digest.gone"]));
    }
}
