namespace Monitor.Accounts;

/// <summary>A key that seals sessions and forms. In the database, so that workers share them and a restart ends no session.</summary>
public sealed class ProtectionKey
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Xml { get; set; }
}
