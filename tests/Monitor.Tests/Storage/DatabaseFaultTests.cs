using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Monitor.Storage;
using Npgsql;

namespace Monitor.Tests.Storage;

public sealed class DatabaseFaultTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("database-faults.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_fault_is_of_the_data_or_passes_or_neither(string fault, string kind)
    {
        var met = Fault(fault);
        // As EF hands it on.
        var wrapped = new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", met);

        Assert.All([met, wrapped], one => Assert.Equal(
            (kind == "data", kind == "passes"), (DatabaseFault.IsOfTheData(one), DatabaseFault.IsPassing(one))));
    }

    [Fact]
    public async Task A_unit_that_meets_a_passing_fault_is_tried_again_and_one_that_does_not_is_not()
    {
        var tries = 0;
        Assert.Equal(2, await DatabaseRetry.RunAsync(() => ++tries < 2 ? throw Fault("postgres 40P01") : Task.FromResult(tries), CancellationToken.None));

        tries = 0;
        await Assert.ThrowsAsync<PostgresException>(() => DatabaseRetry.RunAsync<int>(
            () =>
            {
                tries++;
                throw Fault("postgres 23505");
            },
            CancellationToken.None));
        Assert.Equal(1, tries);
    }

    private static Exception Fault(string fault) => fault.Split(' ') switch
    {
        ["postgres", var state] => new PostgresException("said so", "ERROR", "ERROR", state),
        ["sqlite", var code] => new SqliteException("said so", int.Parse(code, System.Globalization.CultureInfo.InvariantCulture)),
        ["connection", "refused"] => new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused)),
        ["connection", "broken"] => new NpgsqlException("Exception while reading from stream", new EndOfStreamException()),
        ["connection", "silent"] => new NpgsqlException("Exception while reading from stream", new TimeoutException()),
        ["connections", "used"] => new NpgsqlException("The connection pool has been exhausted"),
        _ => new InvalidDataException("ours"),
    };
}
