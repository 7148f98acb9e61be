namespace Monitor.Net;

/// <summary>One redirect that was followed.</summary>
/// <param name="Status">301, 302, 303, 307 or 308.</param>
/// <param name="RetryAfter">The rest that the redirecting server asked for; null for none.</param>
public sealed record Redirection(int Status, Uri To, TimeSpan? RetryAfter = null)
{
    public bool IsPermanent => Status is 301 or 308;
}
