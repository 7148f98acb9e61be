using System.Diagnostics.CodeAnalysis;

namespace Monitor.Storage;

/// <summary>Where the database is: a SQLite file, or a PostgreSQL server with its connection string.</summary>
public abstract record DatabaseAddress
{
    private DatabaseAddress()
    {
    }

    public sealed record Sqlite(string File) : DatabaseAddress
    {
        public override string ToString() => $"SQLite {File}";
    }

    /// <summary>The connection string may hold a password: it is never printed.</summary>
    public sealed record PostgreSql(string ConnectionString, string Server) : DatabaseAddress
    {
        public override string ToString() => $"PostgreSQL {Server}";
    }

    /// <summary>The database that the options name.</summary>
    /// <exception cref="FormatException">The address is of no known form.</exception>
    public static DatabaseAddress Of(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var text = options.DatabaseFile.Length > 0 ? File.ReadAllText(options.DatabaseFile).Trim() : options.Database;
        if (text.Length == 0)
        {
            return new Sqlite(Path.Combine(options.DataFolder, "monitor.db"));
        }

        return TryParse(text, out var address)
            ? address
            : throw new FormatException("Storage:Database must be empty, sqlite:FILE or postgresql://user:password@host:port/database");
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out DatabaseAddress? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        if (text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) && text.Length > "sqlite:".Length)
        {
            address = new Sqlite(text["sqlite:".Length..]);
        }
        else if (text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "postgresql" or "postgres"
            && uri.AbsolutePath.Length > 1)
        {
            address = OfUri(uri);
        }
        else if (text.Contains("Host=", StringComparison.OrdinalIgnoreCase))
        {
            var parts = new Npgsql.NpgsqlConnectionStringBuilder(text);
            address = new PostgreSql(text, $"{parts.Host}:{parts.Port}/{parts.Database}");
        }

        return address is not null;
    }

    private static PostgreSql OfUri(Uri uri)
    {
        var credentials = uri.UserInfo.Split(':', 2);
        var parts = new Npgsql.NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Username = credentials[0].Length > 0 ? Uri.UnescapeDataString(credentials[0]) : null,
            Password = credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : null,
        };
        return new PostgreSql(parts.ConnectionString, $"{parts.Host}:{parts.Port}/{parts.Database}");
    }
}
