using System.CommandLine;

namespace Monitor.Worker.Cli.Mail;

/// <summary><c>monitor mail</c>: what came back of what was sent.</summary>
internal static class MailCommand
{
    public static Command Create() => new("mail", "Mails and calls: what was sent, and what came back.") { MailList.Create(), MailBounces.Create() };
}
