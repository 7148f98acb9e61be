using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Monitor.Listings;

namespace Monitor.Search;

internal sealed class SavedSearchMapping : IEntityTypeConfiguration<SavedSearch>
{
    internal static readonly JsonSerializerOptions Kept = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public void Configure(EntityTypeBuilder<SavedSearch> builder)
    {
        builder.ToTable("SavedSearches");
        builder.HasIndex(search => search.PublicId).IsUnique();
        builder.HasIndex(search => search.Name).IsUnique();
        builder.Property(search => search.Name).HasMaxLength(SavedSearch.NameCharactersMax);
        builder.Property(search => search.Filter).HasConversion<FilterConverter>();
        builder.Ignore(search => search.Query);
        builder.Ignore(search => search.Topics);
        builder.Ignore(search => search.Actors);
    }

    internal sealed class FilterConverter() : ValueConverter<ListFilter, string>(
        filter => JsonSerializer.Serialize(filter, Kept), text => JsonSerializer.Deserialize<ListFilter>(text, Kept)!);
}
