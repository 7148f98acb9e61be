using System.Globalization;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Monitor.Storage.Machine;
using Npgsql;

namespace Monitor.Tests.Storage;

public sealed class MachineFaultTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("machine-faults.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_failure_says_what_is_missing(string failure, string kind) => Assert.Equal(kind, MachineFault.Of(Thrown(failure)).Kind.ToString());

    [Fact]
    public void Each_kind_says_what_to_do_in_one_line()
    {
        foreach (var kind in Enum.GetValues<MachineFaultKind>())
        {
            var sentence = new MachineFault(kind, "because").ToString();
            Assert.DoesNotContain('\n', sentence);
            Assert.Matches("^[A-Z].+: because; .+", sentence);
        }
    }

    [Fact]
    public void A_reason_is_the_first_line_of_what_was_said_and_bounded()
    {
        var fault = MachineFault.Of(new SqliteException(new string('x', 1000) + "\n   at Somewhere", 13));

        Assert.Equal(301, fault.Reason.Length);
    }

    private static Exception Thrown(string failure)
    {
        var (who, code) = (failure.Split(' ')[0], failure[(failure.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return who switch
        {
            "wrapped" => new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", Thrown(code)),
            "sqlite" => new SqliteException("said", int.Parse(code, CultureInfo.InvariantCulture)),
            "postgres" => new PostgresException("said", "ERROR", "ERROR", code),
            "npgsql" => new NpgsqlException(code),
            "npgsql-timeout" => new NpgsqlException(code, new TimeoutException()),
            "file" => new IOException("said", int.Parse(code, CultureInfo.InvariantCulture)),
            "file-denied" => new UnauthorizedAccessException("said", new IOException("said", int.Parse(code, CultureInfo.InvariantCulture))),
            "socket" => new SocketException((int)Enum.Parse<SocketError>(code)),
            _ => throw new InvalidDataException(failure),
        };
    }
}
