using MimeKit;

namespace Monitor.Delivery.Bounces;

/// <summary>One mail of a folder or an mbox file.</summary>
/// <param name="Name">The file; "mbox#3" for the third of an mbox.</param>
/// <param name="Mail">Null when it could not be read.</param>
/// <param name="Fault">Why it could not.</param>
public sealed record BounceFile(string Name, MimeMessage? Mail, string? Fault);
