using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Audit;

namespace Monitor.Delivery;

/// <summary>
/// A kind of channel by which nothing can leave: its server cannot be reached, or refuses us. Its messages stay due, and one of them is tried
/// from time to time; when that goes well, the row goes and all follow at once.
/// </summary>
public sealed class HaltedWay
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    // An outage that ends is noticed soon; a sign-in that is refused is not repeated until the account is locked.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OperatorWait = TimeSpan.FromMinutes(15);

    /// <summary>No way is left alone for longer.</summary>
    public static TimeSpan WaitMax => OperatorWait;

    /// <summary>The <see cref="OutboxMessage.ChannelKind"/>.</summary>
    public required string ChannelKind { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>What stops it, in words.</summary>
    public required string Reason { get; set; }

    /// <summary>It will not mend itself.</summary>
    public required bool NeedsOperator { get; set; }

    /// <summary>How often it was tried in vain.</summary>
    public required int Tries { get; set; }

    /// <summary>When one message may try whether it works again.</summary>
    public required DateTimeOffset NextTryAt { get; set; }

    /// <summary>Who wants that nothing leaves by it: then nothing is tried until somebody resumes it. Null where it stands still by itself.</summary>
    public string? PausedBy { get; set; }

    /// <summary>How long to leave it alone after so many tries in vain. Pure.</summary>
    public static TimeSpan Wait(int tries, bool needsOperator)
    {
        var wait = FirstWait * Math.Pow(2, Math.Clamp(tries - 1, 0, 8));
        return needsOperator ? OperatorWait : wait < LongestWait ? wait : LongestWait;
    }
}

internal sealed class HaltedWayMapping : IEntityTypeConfiguration<HaltedWay>
{
    public void Configure(EntityTypeBuilder<HaltedWay> builder)
    {
        builder.ToTable("HaltedWays");
        builder.HasKey(way => way.ChannelKind);
        builder.Property(way => way.ChannelKind).HasMaxLength(40);
        builder.Property(way => way.Reason).HasMaxLength(1000);
        builder.Property(way => way.PausedBy).HasMaxLength(AuditEntry.WhoCharactersMax);
    }
}
