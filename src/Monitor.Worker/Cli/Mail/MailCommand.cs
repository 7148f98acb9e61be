using System.CommandLine;

namespace Monitor.Worker.Cli.Mail;

/// <summary><c>monitor mail</c>: what came back of what was sent.</summary>
internal static class MailCommand
{
    public static Command Create() => new("mail", "What came back of the mails that were sent.") { MailBounces.Create() };
}
