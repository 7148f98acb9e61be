namespace Monitor.Delivery.Webhooks;

/// <summary>What a webhook's receiver understands.</summary>
public enum WebhookShape
{
    /// <summary>Our own JSON, signed.</summary>
    Json,

    Slack,

    Teams,
}
