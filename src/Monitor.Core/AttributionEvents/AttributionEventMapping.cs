using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.AttributionEvents;

internal sealed class AttributionEventMapping : IEntityTypeConfiguration<AttributionEvent>
{
    public void Configure(EntityTypeBuilder<AttributionEvent> builder)
    {
        builder.ToTable("AttributionEvents");
        builder.HasIndex(ongoing => new { ongoing.AccusedRoot, ongoing.StartAt });
        builder.HasIndex(ongoing => ongoing.Sequence);
        builder.HasIndex(ongoing => new { ongoing.MergedIntoId, ongoing.Sequence });
        builder.HasIndex(ongoing => new { ongoing.AccusedRoot, ongoing.LastAt });
        builder.HasOne(ongoing => ongoing.MergedInto).WithMany().HasForeignKey(ongoing => ongoing.MergedIntoId);
        builder.HasOne(ongoing => ongoing.TiedTo).WithMany().HasForeignKey(ongoing => ongoing.TiedToId);
    }
}

internal sealed class IncidentNameMapping : IEntityTypeConfiguration<IncidentName>
{
    public void Configure(EntityTypeBuilder<IncidentName> builder)
    {
        builder.ToTable("IncidentNames");
        builder.HasKey(name => new { name.EventId, name.Name });
        builder.Property(name => name.Name).HasMaxLength(Evidence.MarkCharactersMax);
        builder.HasIndex(name => new { name.AccusedRoot, name.Name });
        builder.HasOne(name => name.Event).WithMany().HasForeignKey(name => name.EventId);
    }
}

internal sealed class AttributionMapping : IEntityTypeConfiguration<Attribution>
{
    internal static readonly JsonSerializerOptions Kept = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public void Configure(EntityTypeBuilder<Attribution> builder)
    {
        builder.ToTable("Attributions");
        builder.HasIndex(attribution => attribution.ArticleId);
        builder.HasIndex(attribution => new { attribution.AccusedRoot, attribution.PublishedAt });
        builder.HasIndex(attribution => attribution.CopyGroup);
        builder.HasIndex(attribution => attribution.Id, "IX_Attributions_Likely").HasFilter("\"IsLikely\"");
        builder.HasOne(attribution => attribution.Article).WithMany().HasForeignKey(attribution => attribution.ArticleId);
        builder.HasOne(attribution => attribution.Event).WithMany(ongoing => ongoing.Attributions).HasForeignKey(attribution => attribution.EventId);
        builder.HasMany(attribution => attribution.Facts).WithMany(fact => fact.Evidence).UsingEntity("AttributionFacts");
        builder.Property(attribution => attribution.Accusers).HasConversion<ActorIdsConverter, ActorIdsComparer>();
        builder.Property(attribution => attribution.StateLevelAccusers).HasConversion<ActorIdsConverter, ActorIdsComparer>();
        builder.Property(attribution => attribution.Instrument).HasConversion<MarksConverter, ActorIdsComparer>();
        builder.Property(attribution => attribution.Statement).HasConversion<StatementConverter>();
        builder.Property(attribution => attribution.Incident).HasConversion<IncidentConverter>();
    }

    /// <summary>Actor ids hold no blank.</summary>
    internal sealed class ActorIdsConverter() : ValueConverter<List<string>, string>(
        ids => string.Join(' ', ids), text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList());

    /// <summary>Marks hold blanks, and no line ends.</summary>
    internal sealed class MarksConverter() : ValueConverter<List<string>, string>(
        marks => string.Join('\n', marks), text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList());

    internal sealed class ActorIdsComparer() : ValueComparer<List<string>>(
        (a, b) => a == b || (a != null && b != null && a.SequenceEqual(b)), ids => ids.Count, ids => ids.ToList());

    internal sealed class IncidentConverter() : ValueConverter<EventIncident?, string?>(
        incident => JsonSerializer.Serialize(incident, Kept), text => JsonSerializer.Deserialize<EventIncident>(text!, Kept));

    internal sealed class StatementConverter() : ValueConverter<Statement, string>(
        statement => JsonSerializer.Serialize(statement, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<Statement>(text, JsonSerializerOptions.Web)!);
}

internal sealed class FactMapping : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> builder)
    {
        builder.ToTable("Facts");
        builder.HasIndex(fact => fact.Key).IsUnique();
        builder.HasOne(fact => fact.Event).WithMany().HasForeignKey(fact => fact.EventId);
        builder.HasMany(fact => fact.Aliases).WithOne(alias => alias.Fact).HasForeignKey(alias => alias.FactId);
        builder.Ignore(fact => fact.Stated);
    }
}

internal sealed class FactAliasMapping : IEntityTypeConfiguration<FactAlias>
{
    public void Configure(EntityTypeBuilder<FactAlias> builder)
    {
        builder.ToTable("FactAliases");
        builder.HasIndex(alias => alias.Key);
    }
}

internal sealed class AttributionNewsMapping : IEntityTypeConfiguration<AttributionNews>
{
    public void Configure(EntityTypeBuilder<AttributionNews> builder)
    {
        builder.ToTable("AttributionNews");
        builder.HasIndex(news => news.Sequence).IsUnique();
        builder.HasIndex(news => news.EventId);
        builder.HasOne(news => news.Event).WithMany().HasForeignKey(news => news.EventId);
        builder.HasOne(news => news.Attribution).WithMany().HasForeignKey(news => news.AttributionId);
        builder.HasOne(news => news.Fact).WithMany().HasForeignKey(news => news.FactId);
    }
}
