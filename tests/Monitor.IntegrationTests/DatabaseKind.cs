namespace Monitor.IntegrationTests;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
