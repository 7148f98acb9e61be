namespace Monitor.Storage.Sealing;

/// <summary>A row that holds a secret. It is sealed whenever a context with a key saves it, and opened only where it is used.</summary>
public interface IHoldsSecret
{
    /// <summary>The column that the secret stands in.</summary>
    string SecretPlace { get; }

    /// <summary>The secret as it stands there, sealed or not; null where the row has none.</summary>
    string? StoredSecret { get; set; }
}
