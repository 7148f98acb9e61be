using Monitor.Delivery.Mail;

namespace Monitor.Digests;

/// <summary>What a look at a reader's digest finds.</summary>
public abstract record PreviewedDigest
{
    private PreviewedDigest()
    {
    }

    /// <summary>As it was sent, or as it would be.</summary>
    public sealed record Shown(OutgoingMail Mail, DigestContent Content) : PreviewedDigest;

    /// <summary>The slot is done, and there was nothing to tell.</summary>
    public sealed record NothingNew(DateOnly LocalDate, string Slot) : PreviewedDigest;

    /// <summary>It was sent; its time of keeping is over.</summary>
    public sealed record NotKept(DateOnly LocalDate, string Slot) : PreviewedDigest;
}
