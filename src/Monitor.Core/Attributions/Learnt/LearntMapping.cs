using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Monitor.Attributions.Learnt;

internal sealed class OfficeSightingMapping : IEntityTypeConfiguration<OfficeSighting>
{
    public void Configure(EntityTypeBuilder<OfficeSighting> builder)
    {
        builder.ToTable("OfficeSightings");
        // Group asks for an office, and for the same names elsewhere, and forgets by the day.
        builder.HasIndex(sighting => new { sighting.Owner, sighting.Office });
        builder.HasIndex(sighting => sighting.NameKey);
        builder.HasIndex(sighting => sighting.Day);
        builder.Property(sighting => sighting.Telling).HasConversion<string>();
    }
}

internal sealed class LearntOfficeMapping : IEntityTypeConfiguration<LearntOffice>
{
    public void Configure(EntityTypeBuilder<LearntOffice> builder)
    {
        builder.ToTable("LearntOffices");
        builder.HasIndex(office => new { office.Owner, office.Office, office.NameKey }).IsUnique();
        builder.HasIndex(office => office.Sequence);
        builder.Property(office => office.Standing).HasConversion<string>();
        builder.Property(office => office.Evidence).HasConversion<EvidenceConverter, EvidenceComparer>();
    }

    internal sealed class EvidenceConverter() : ValueConverter<IReadOnlyList<OfficeEvidence>, string>(
        evidence => JsonSerializer.Serialize(evidence, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<List<OfficeEvidence>>(text, JsonSerializerOptions.Web)!);

    internal sealed class EvidenceComparer() : ValueComparer<IReadOnlyList<OfficeEvidence>>(
        (a, b) => a == b || (a != null && b != null && a.SequenceEqual(b)), evidence => evidence.Count, evidence => evidence);
}

internal sealed class OfficeJudgementMapping : IEntityTypeConfiguration<OfficeJudgement>
{
    public void Configure(EntityTypeBuilder<OfficeJudgement> builder)
    {
        builder.ToTable("OfficeJudgements");
        builder.HasIndex(judgement => new { judgement.NameKey, judgement.Owner });
    }
}
