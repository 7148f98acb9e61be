namespace Monitor.Subscribers;

/// <summary>How long a digest may be; the number is that of the entries shown.</summary>
public enum DigestLength
{
    Short = 10,
    Normal = 40,
    Long = 100,
}
