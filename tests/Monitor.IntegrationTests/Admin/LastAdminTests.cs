using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Somebody stays who can give others their role, whatever admins do to each other at the same time.</summary>
public sealed class LastAdminTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Two_who_take_the_role_from_each_other_at_once_leave_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        for (var round = 0; round < 10; round++)
        {
            var (ana, mia) = ($"ana{round}", $"mia{round}");
            await using (var db = database.Contexts.CreateDbContext())
            {
                await db.Set<Account>().ExecuteDeleteAsync();
                db.AddAccountOfProvider(ana, ana, AccountRole.Admin, Noon);
                db.AddAccountOfProvider(mia, mia, AccountRole.Admin, Noon);
                await db.SaveChangesAsync();
            }

            using var start = new Barrier(2);
            var removes = round % 2 == 0;
            var outcomes = await Task.WhenAll(
                Task.Run(() => TakeAsync(database, ana, removes, start)), Task.Run(() => TakeAsync(database, mia, removes: false, start)));

            await using var after = database.Contexts.CreateDbContext();
            Assert.Equal((round, 1), (round, await after.Set<Account>().CountAsync(account => account.Role == AccountRole.Admin)));
            Assert.Contains("is the last admin", Assert.Single(outcomes, one => one.Deed is DeedOutcome.Refused).Deed.Says, StringComparison.Ordinal);
        }
    }

    private static async Task<AccountOutcome> TakeAsync(TestDatabase database, string name, bool removes, Barrier start)
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        start.SignalAndWait();
        return removes
            ? await db.RemoveAccountAsync(name, "test", Noon, CancellationToken.None)
            : await db.SetRoleAsync(name, AccountRole.Viewer, "test", Noon, CancellationToken.None);
    }
}
