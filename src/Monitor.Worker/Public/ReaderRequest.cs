using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>One request of a reader whose link was right.</summary>
/// <param name="Path">The path as it was sent: "/leave/desk/…".</param>
/// <param name="Form">What was posted; null for one who only looks.</param>
internal sealed record ReaderRequest(
    MonitorDbContext Db, Subscriber Subscriber, SubscriberLinks Links, string Path, IQueryCollection Query, IFormCollection? Form, DateTimeOffset Now)
{
    public MailWords Words { get; } = MailWords.Of(Subscriber.Settings.Language);

    public TimeZoneInfo Zone { get; } = Subscriber.Settings.Zone();

    /// <summary>The button that was pressed; empty for none.</summary>
    public string Wish => Form?["do"].ToString() ?? "";

    /// <summary>A mail program's own button (RFC 8058): the answer must be no redirect.</summary>
    public bool IsOneClick => Form?["List-Unsubscribe"].ToString() == "One-Click";

    /// <summary>The way from this page to another one that was signed, relative: the same behind any proxy.</summary>
    /// <param name="signed">An address that <see cref="Links"/> made.</param>
    public string To(string signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        var path = signed[Links.Root.Length..].TrimStart('/');
        return string.Concat(Enumerable.Repeat("../", Path.Count(character => character == '/') - 1)) + path;
    }

    /// <summary>This page, loaded anew.</summary>
    public PageAnswer Again(string query = "") => new PageAnswer.SeeOther(Path[(Path.LastIndexOf('/') + 1)..] + query);

    public Task<int> SaveAsync(CancellationToken cancellationToken) => Db.SaveChangesAsync(cancellationToken);
}
