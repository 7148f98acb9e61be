namespace Monitor.Accounts;

/// <summary>How long an account takes no password after failures: growing, so that guessing ends, and bounded, so that the owner gets in again.</summary>
public static class LockOut
{
    /// <summary>So many failures in a row are forgiven.</summary>
    public const int FailuresForgiven = 4;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="failures">In a row, the last one included.</param>
    /// <returns>Null while no wait is due.</returns>
    public static DateTimeOffset? Until(DateTimeOffset now, int failures)
    {
        if (failures <= FailuresForgiven)
        {
            return null;
        }

        var wait = First * Math.Pow(2, Math.Min(failures - FailuresForgiven - 1, 16));
        return now + (wait < Longest ? wait : Longest);
    }
}
