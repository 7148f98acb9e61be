using Microsoft.Data.Sqlite;
using Monitor.Storage;
using Npgsql;

namespace Monitor.IntegrationTests;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
