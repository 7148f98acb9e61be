namespace Monitor.Subscribers;

public enum WebhookShape
{
    /// <summary>Our own JSON, signed.</summary>
    Json,

    Slack,

    Teams,
}
