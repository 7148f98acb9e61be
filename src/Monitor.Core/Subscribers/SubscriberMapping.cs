using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Webhooks;
using Monitor.Subscribers.Refusals;

namespace Monitor.Subscribers;

internal sealed class SubscriberMapping : IEntityTypeConfiguration<Subscriber>
{
    // Rows of version 0.1 have webhooks of their own, since there was no other channel beside mail.
    private const string FormerWebhooks = "\"Webhooks\":[{";

    private static readonly JsonSerializerOptions SettingsJson = new() { Converters = { new JsonStringEnumConverter() } };

    public void Configure(EntityTypeBuilder<Subscriber> builder)
    {
        builder.ToTable("Subscribers");
        builder.HasKey(subscriber => subscriber.Id);
        builder.Property(subscriber => subscriber.Name).HasMaxLength(Subscriber.NameCharactersMax);
        builder.Property(subscriber => subscriber.Address).HasMaxLength(320);
        builder.Property(subscriber => subscriber.Settings)
            .HasConversion(settings => Write(settings), text => Read(text))
            .Metadata.SetValueComparer(new ValueComparer<SubscriberSettings>(
                (left, right) => Write(left!) == Write(right!), settings => Write(settings).GetHashCode(StringComparison.Ordinal)));
        builder.Property(subscriber => subscriber.SuppressedAddress).HasMaxLength(320);
        builder.Property(subscriber => subscriber.SuppressedReason).HasMaxLength(MailRefusal.ReasonCharactersMax);
        builder.Ignore(subscriber => subscriber.IsSuppressed);
        builder.Property(subscriber => subscriber.NewAddress).HasMaxLength(320);
        builder.Property(subscriber => subscriber.ByHand)
            .HasConversion(names => string.Join(',', names), text => text.Split(',', StringSplitOptions.RemoveEmptyEntries))
            .HasMaxLength(300)
            .Metadata.SetValueComparer(new ValueComparer<IReadOnlyList<string>>(
                (left, right) => left!.SequenceEqual(right!), names => names.Count, names => names));
        builder.Ignore(subscriber => subscriber.AwaitedAddress);
        builder.Ignore(subscriber => subscriber.LinkName);
        builder.HasIndex(subscriber => subscriber.Name).IsUnique();
        builder.HasIndex(subscriber => subscriber.NextDigestAt);
        builder.HasIndex(subscriber => subscriber.Id).HasFilter("\"ConfirmationDue\"").HasDatabaseName("IX_Subscribers_ConfirmationDue");
    }

    internal static string Write(SubscriberSettings settings) => JsonSerializer.Serialize(settings, SettingsJson);

    internal static SubscriberSettings Read(string text)
    {
        var settings = JsonSerializer.Deserialize<SubscriberSettings>(text, SettingsJson) ?? throw new InvalidDataException("a subscriber without settings");
        return text.Contains(FormerWebhooks, StringComparison.Ordinal) ? settings with { Channels = [.. Webhooks(text)] } : settings;
    }

    private static IEnumerable<ChannelAddress> Webhooks(string text) =>
        from webhook in JsonNode.Parse(text)!["Webhooks"]!.AsArray()
        let fields = webhook.AsObject().Where(field => field.Key != "Name" && field.Value is not null)
        select new ChannelAddress(
            (string)webhook["Name"]!,
            WebhookChannel.KindName,
            fields.ToDictionary(field => JsonNamingPolicy.CamelCase.ConvertName(field.Key), field => (string)field.Value!));
}

internal sealed class SilenceMapping : IEntityTypeConfiguration<Silence>
{
    public void Configure(EntityTypeBuilder<Silence> builder)
    {
        builder.ToTable("Silences");
        builder.HasKey(silence => silence.Id);
        builder.Property(silence => silence.EventKey).HasMaxLength(300);
        builder.HasIndex(silence => new { silence.SubscriberId, silence.Until });
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(silence => silence.SubscriberId);
    }
}
