using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>
/// The page on which strangers ask for mails, where the operator opens it. It says the same whether an address is known or not, sends one link to
/// one that is not, and bounds how often anybody may ask and how many may wait.
/// </summary>
internal sealed class SignUpDesk(MonitorDbContextFactory contexts, PublicPagesOptions options, DeliveryOptions delivery, TimeProvider clock)
{
    public const string Path = "/sign-up";
    private const string Done = "?done";

    /// <summary>A flood of strangers must not become a flood of mails.</summary>
    private const int WaitingMax = 1_000;

    /// <summary>Nor are more links sent to who never uses one: anybody can type the address.</summary>
    private const int LinksMax = 3;

    /// <summary>Whoever asks again sooner gets no other link: the first is good for days.</summary>
    private static readonly TimeSpan AskedAgainAfter = TimeSpan.FromDays(1);

    private static readonly TimeOnly Morning = new(7, 0);

    private readonly AddressTries _tries = new(clock);

    public async Task<PageAnswer> AnswerAsync(HttpContext context, IFormCollection? form, CancellationToken stop)
    {
        // Without a public address no link can be sent.
        if (!options.SignUp || delivery.PublicUrl.Length == 0)
        {
            return PageAnswer.NotFound;
        }

        var words = MailWords.Of(LanguageOf(context.Request));
        if (form is null)
        {
            return PageAnswer.Ok(context.Request.Query.ContainsKey(Done[1..])
                ? ReaderFrame.Page(words, words["sign-up.done.title"], words["sign-up.done.text"])
                : SignUpPage.Compose(words, new SignUpForm("", "UTC", words.Language, false), []));
        }

        if (_tries.Take(context.Connection.RemoteIpAddress) is not null)
        {
            return new PageAnswer.Page(StatusCodes.Status429TooManyRequests, ReaderFrame.Page(words, words["too-many.title"], words["too-many.text"]));
        }

        var asked = SignUpForm.Read(form);
        words = MailWords.Of(asked.Language);
        var faults = asked.Faults(words);
        if (faults.Count > 0)
        {
            return PageAnswer.Ok(SignUpPage.Compose(words, asked, faults));
        }

        await AskAsync(asked, stop);
        return new PageAnswer.SeeOther($"{Path[1..]}{Done}&language={asked.Language}");
    }

    private async Task AskAsync(SignUpForm asked, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        var now = clock.GetUtcNow();
        // One after the other, over all workers: two that ask at once would both be new. Known or not, all of them wait for the same row.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Set<ChangeCounter>().ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Last, counter => counter.Last), stop);
        var known = await db.Set<Subscriber>()
            .WithAddress(asked.Address)
            .Where(subscriber => !subscriber.Left || subscriber.LeftByWish)
            .OrderBy(subscriber => subscriber.Id)
            .FirstOrDefaultAsync(stop);
        if (known is null)
        {
            if (await db.Set<Subscriber>().CountAsync(subscriber => subscriber.SignedUp && subscriber.ConfirmedAt == null, stop) < WaitingMax)
            {
                db.Add(New(asked, now, await db.LastChangeAsync(stop)));
            }
        }
        else if (known.NewAddress is null && known.AwaitedAddress is not null
            && !await db.Set<AddressConfirmation>().AnyAsync(one => one.SubscriberId == known.Id && one.AskedAt > now - AskedAgainAfter, stop)
            && await db.Set<AddressConfirmation>().CountAsync(one => one.SubscriberId == known.Id && one.UsedAt == null, stop) < LinksMax)
        {
            known.ConfirmationDue = true;
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static Subscriber New(SignUpForm asked, DateTimeOffset now, long last) => new()
    {
        // By chance, not by the address: names stand in logs.
        Name = $"reader-{RandomNumberGenerator.GetHexString(12, lowercase: true)}",
        Address = asked.Address,
        Settings = new SubscriberSettings
        {
            DisplayName = "",
            TimeZone = asked.Zone,
            Language = asked.Language,
            Digests = [new DigestSlot(Morning, [])],
            Alerts = asked.Alerts ? [new AlertRule { Name = "Everything" }] : [],
        },
        CreatedAt = now,
        ConfirmationDue = true,
        SignedUp = true,
        ToldSequence = last,
        NextDigestAt = now,
    };

    /// <summary>The language asked for, else the browser's first that mails are written in.</summary>
    private static string LanguageOf(HttpRequest request)
    {
        var wanted = request.Query["language"].ToString();
        return MailWords.Languages.Contains(wanted)
            ? wanted
            : request.GetTypedHeaders().AcceptLanguage
                .OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant())
                .FirstOrDefault(MailWords.Languages.Contains) ?? MailWords.English;
    }
}
