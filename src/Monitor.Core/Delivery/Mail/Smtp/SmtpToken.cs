using System.ComponentModel;
using System.Diagnostics;

namespace Monitor.Delivery.Mail.Smtp;

/// <summary>
/// The access token of XOAUTH2, as a file holds it or a command prints it. Tokens live for about an hour, so it is asked for anew with
/// each connection; whoever writes the file, or the command, renews it.
/// </summary>
internal static class SmtpToken
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Null where the settings ask for none.</summary>
    /// <exception cref="SecretException">There is no token to be had.</exception>
    public static async Task<string?> ReadAsync(DeliveryOptions options, CancellationToken cancellationToken)
    {
        if (options.SmtpTokenFile.Length > 0)
        {
            return SecretException.Read(options.SmtpTokenFile, "Delivery:SmtpTokenFile");
        }

        return options.SmtpTokenCommand.Length > 0 ? await RunAsync(options.SmtpTokenCommand, cancellationToken) : null;
    }

    private static async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(CommandTimeout);
        try
        {
            var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", command }, RedirectStandardOutput = true };
            using var process = Process.Start(start) ?? throw new Win32Exception("it could not be started");
            try
            {
                var token = (await process.StandardOutput.ReadToEndAsync(timeout.Token)).Trim();
                await process.WaitForExitAsync(timeout.Token);
                return process.ExitCode == 0 && token.Length > 0
                    ? token
                    : throw new SecretException($"the command of Delivery:SmtpTokenCommand printed no token (exit code {process.ExitCode})");
            }
            catch (OperationCanceledException)
            {
                // Nobody waits for it any more, whoever gave up.
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                throw new SecretException($"the command of Delivery:SmtpTokenCommand took longer than {CommandTimeout.TotalSeconds:0} s");
            }
        }
        catch (Win32Exception fault)
        {
            throw new SecretException($"the command of Delivery:SmtpTokenCommand does not run: {fault.Message}");
        }
    }
}
