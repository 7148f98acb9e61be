namespace Monitor.Delivery.Webhooks;

/// <summary>One composed call of a webhook.</summary>
public sealed record OutgoingWebhook
{
    /// <summary>Says what the call is, once and for all; the receiver gets a stable id made from it.</summary>
    public required string Key { get; init; }

    /// <summary>Where it goes; null when the address is itself a secret (<see cref="UrlSecret"/>).</summary>
    public string? Url { get; init; }

    /// <summary>The name of the secret that holds the address: those of Slack and Teams let anybody write who knows them.</summary>
    public string? UrlSecret { get; init; }

    /// <summary>The name of the secret that signs the body; null for receivers that check no signature.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>A JSON document.</summary>
    public required string Body { get; init; }
}
