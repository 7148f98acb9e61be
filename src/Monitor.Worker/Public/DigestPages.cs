using Microsoft.EntityFrameworkCore;
using Monitor.Digests;

namespace Monitor.Worker.Public;

/// <summary>A digest as it was told, everything in it: "view in a browser", and what stands behind "N more".</summary>
internal static class DigestPages
{
    public static async Task<PageAnswer> AnswerAsync(ReaderRequest request, DateOnly localDate, string slot, CancellationToken stop)
    {
        var digest = await request.Db.Set<ComposedDigest>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.SubscriberId == request.Subscriber.Id && one.LocalDate == localDate && one.Slot == slot, stop);
        return digest?.MessageKey is null ? PageAnswer.NotFound
            : digest.Told() is { } told ? PageAnswer.Ok(DigestMail.Page(told))
            : new PageAnswer.Page(
                StatusCodes.Status410Gone, ReaderFrame.Page(request.Words, request.Words["digest-gone.title"], request.Words["digest-gone.text"]));
    }
}
