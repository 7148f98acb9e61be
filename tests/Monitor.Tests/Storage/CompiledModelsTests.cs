using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Monitor.Storage;

namespace Monitor.Tests.Storage;

/// <summary>The compiled models are what the mappings say; src/Monitor.Core/Storage/compile-models.sh makes them anew.</summary>
public sealed class CompiledModelsTests
{
    [Theory]
    [InlineData("sqlite:models.db")]
    [InlineData("postgresql://nobody@127.0.0.1/models")]
    public void A_compiled_model_is_what_the_mappings_say(string address)
    {
        var contexts = new MonitorDbContextFactory(DatabaseAddress.Of(new StorageOptions { Database = address }), TimeSpan.FromSeconds(1));
        using var db = contexts.CreateDbContext();

        var mapped = db.GetService<IModelSource>().GetModel(db, db.GetService<ModelCreationDependencies>(), designTime: false);

        Assert.StartsWith("Monitor.Storage.CompiledModels.", db.Model.GetType().FullName, StringComparison.Ordinal);
        Assert.Equal(Description(mapped), Description(db.Model));
    }

    /// <summary>All that a model says, and what turns each value into its column's.</summary>
    private static string Description(IModel model)
    {
        var conversions =
            from entity in model.GetEntityTypes().OrderBy(entity => entity.Name, StringComparer.Ordinal)
            from property in entity.GetProperties().OrderBy(property => property.Name, StringComparer.Ordinal)
            let mapping = property.GetTypeMapping()
            select $"{entity.Name}.{property.Name}: {mapping.Converter?.GetType()} {property.GetRelationalTypeMapping().StoreType} "
                + $"{mapping.Converter?.ConvertToProviderExpression} {mapping.Converter?.ConvertFromProviderExpression} {property.GetValueComparer().EqualsExpression}";
        return string.Join('\n', conversions.Prepend(model.ToDebugString(MetadataDebugStringOptions.LongDefault)));
    }
}
