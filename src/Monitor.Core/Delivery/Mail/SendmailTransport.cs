using System.ComponentModel;
using System.Diagnostics;
using MimeKit;

namespace Monitor.Delivery.Mail;

/// <summary>Hands mails to the machine's own sendmail program (or postfix's, or msmtp's), which queues them.</summary>
public sealed class SendmailTransport(DeliveryOptions options) : IMailTransport
{
    // sysexits.h: what will not get better by waiting.
    private static readonly Dictionary<int, string> PermanentExits = new()
    {
        [64] = "wrong usage",
        [65] = "malformed mail",
        [67] = "no such user",
        [68] = "no such host",
    };

    public async Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.AttemptTimeout);
        try
        {
            using var program = Process.Start(Arguments(message))
                ?? throw new Win32Exception($"{options.SendmailPath} could not be started");
            return await HandOverAsync(program, MimeMail.Bytes(message), timeout.Token);
        }
        catch (Exception fault) when (fault is Win32Exception or IOException)
        {
            return new DeliveryOutcome.Deferred(fault.Message);
        }
    }

    // -i: a line with a single dot does not end the mail. "--": an address never passes for an option.
    private ProcessStartInfo Arguments(MimeMessage message) => new(options.SendmailPath)
    {
        ArgumentList = { "-i", "-f", message.From.Mailboxes.Single().Address, "--", message.To.Mailboxes.Single().Address },
        RedirectStandardInput = true,
        RedirectStandardError = true,
    };

    private static async Task<DeliveryOutcome> HandOverAsync(Process program, byte[] bytes, CancellationToken cancellationToken)
    {
        var handedOver = false;
        try
        {
            var complaint = program.StandardError.ReadToEndAsync(cancellationToken);
            // The program expects the line ends of this machine.
            await program.StandardInput.BaseStream.WriteAsync(WithLineFeeds(bytes), cancellationToken);
            handedOver = true;
            program.StandardInput.Close();
            await program.WaitForExitAsync(cancellationToken);
            return Of(program.ExitCode, (await complaint).Trim());
        }
        catch (IOException fault)                                           // it ended before it read all
        {
            await program.WaitForExitAsync(cancellationToken);
            return program.ExitCode == 0 ? new DeliveryOutcome.Unknown(fault.Message) : Of(program.ExitCode, fault.Message);
        }
        catch (OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
            return handedOver
                ? new DeliveryOutcome.Unknown("the program did not end in time")
                : new DeliveryOutcome.Deferred("the program did not read the mail in time");
        }
    }

    private static DeliveryOutcome Of(int exitCode, string complaint)
    {
        if (exitCode == 0)
        {
            return new DeliveryOutcome.Accepted();
        }

        return PermanentExits.TryGetValue(exitCode, out var meaning)
            ? new DeliveryOutcome.Rejected($"exit code {exitCode}, {meaning}: {complaint}")
            : new DeliveryOutcome.Deferred($"exit code {exitCode}: {complaint}");
    }

    private static byte[] WithLineFeeds(byte[] bytes) => Array.FindAll(bytes, octet => octet != (byte)'\r');
}
