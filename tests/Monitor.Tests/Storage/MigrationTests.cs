using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Tests.Storage;

public sealed class MigrationTests
{
    public static TheoryData<string> Databases => ["sqlite:unused.db", "postgresql://nobody@127.0.0.1/unused"];

    [Theory, MemberData(nameof(Databases))]
    public void The_migrations_know_every_table_of_the_model(string database)
    {
        Assert.True(DatabaseAddress.TryParse(database, out var address));
        using var db = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(1)).CreateDbContext();

        Assert.False(db.Database.HasPendingModelChanges(), "run src/Monitor.Core/Storage/add-migration.sh NAME");
    }
}
