using System.CommandLine;

namespace Monitor.Worker.Cli.Digest;

/// <summary><c>monitor digest</c>: the digest of one subscriber.</summary>
internal static class DigestCommand
{
    public static Command Create() => new("digest", "Digests: look at one, or send one now.") { DigestPreview.Create(), DigestSend.Create() };
}
