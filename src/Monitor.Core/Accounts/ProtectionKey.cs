using Monitor.Storage.Sealing;

namespace Monitor.Accounts;

/// <summary>A key that seals sessions and forms. In the database, so that workers share them and a restart ends no session.</summary>
public sealed class ProtectionKey : IHoldsSecret
{
    public const string SecretPlace = "ProtectionKeys.Xml";

    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Perhaps sealed.</summary>
    public required string Xml { get; set; }

    string IHoldsSecret.SecretPlace => SecretPlace;

    string? IHoldsSecret.StoredSecret
    {
        get => Xml;
        set => Xml = value ?? "";
    }
}
