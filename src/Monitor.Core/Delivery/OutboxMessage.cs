using System.IO.Compression;
using System.Text.Json;

namespace Monitor.Delivery;

/// <summary>A message in the outbox, from the commit of the fact that it tells until the other side has it.</summary>
public sealed class OutboxMessage
{
    public long Id { get; private set; }

    /// <summary>Unique: a message is put into the outbox once.</summary>
    public required string Key { get; init; }

    /// <summary>By which way it leaves: an <see cref="Channels.IChannel.Kind"/>.</summary>
    public required string ChannelKind { get; init; }

    /// <summary>
    /// Where it goes, without the person: "mail/example.org", "webhook/hooks.example.org". What is slow or refused there concerns others that
    /// go there. Empty in rows of before.
    /// </summary>
    public string Destination { get; init; } = "";

    /// <summary>For whom, by the subscriber's name, never the address: this is what lists and logs show.</summary>
    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    /// <summary>Alerts (0) go before digests (1).</summary>
    public required int Rank { get; init; }

    /// <summary>The composed message, compressed; empty when its time of keeping is over.</summary>
    public required byte[] Content { get; set; }

    public OutboxState State { get; set; } = OutboxState.Pending;

    /// <summary>Grows with every claim; a worker writes its result only under the number it claimed with.</summary>
    public int AttemptNumber { get; set; }

    /// <summary>How often nobody knew what came of an attempt.</summary>
    public int UnknownOutcomes { get; set; }

    /// <summary>How often it was put off for its own sake: these, and not attempts that never came so far, make the waits longer.</summary>
    public int Deferrals { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When to try next; null while a worker has it and when nothing is left to do.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Until when the worker that claimed it may take, by the database's clock; null unless <see cref="OutboxState.Sending"/>.</summary>
    public DateTimeOffset? LeaseExpiresAt { get; set; }

    /// <summary>When the last attempt ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the other side said last, or why it waits.</summary>
    public string? Reason { get; set; }

    /// <param name="host">The domain, or host, that it goes to.</param>
    /// <param name="content">What the channel sends; it reads the same type again.</param>
    /// <param name="recipient">The subscriber's name.</param>
    public static OutboxMessage Of<T>(
        string channelKind, string host, string key, T content, string recipient, string subject, DateTimeOffset composedAt, bool urgent) =>
        new()
        {
            Key = key,
            ChannelKind = channelKind,
            Destination = $"{channelKind}/{host.ToLowerInvariant()}",
            Recipient = recipient,
            Subject = subject,
            Rank = urgent ? 0 : 1,
            Content = Pack(content),
            CreatedAt = composedAt,
            DueAt = composedAt,
        };

    /// <summary>What it was made of.</summary>
    public T Read<T>()
    {
        using var inflate = new BrotliStream(new MemoryStream(Content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(inflate) ?? throw new InvalidDataException($"outbox message {Id} is empty");
    }

    // A digest is 20 to 100 KB of HTML that says the same styles again and again: a tenth of it is left.
    private static byte[] Pack<T>(T message)
    {
        using var packed = new MemoryStream();
        using (var deflate = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(deflate, message);
        }

        return packed.ToArray();
    }
}
