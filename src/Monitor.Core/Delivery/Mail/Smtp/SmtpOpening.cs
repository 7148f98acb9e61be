using System.Net.Security;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Monitor.Delivery.Mail.Smtp;

/// <summary>
/// Reaches the mail server: name, port, greeting, TLS, sign-in. What stops it is said in words that name the setting to look at: they
/// stand with the mails that wait, and in <c>monitor doctor --mail</c>.
/// </summary>
/// <param name="trust">Decides on the server's certificate; null for the machine's own authorities.</param>
public sealed class SmtpOpening(DeliveryOptions options, RemoteCertificateValidationCallback? trust = null)
{
    private const int ImplicitTlsPort = 465;

    // It only guards against a client that forgets a limit of ours.
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(1);

    private static readonly (SmtpCapabilities Capability, string Word)[] Keywords =
    [
        (SmtpCapabilities.Size, "SIZE"), (SmtpCapabilities.Dsn, "DSN"), (SmtpCapabilities.EnhancedStatusCodes, "ENHANCEDSTATUSCODES"),
        (SmtpCapabilities.Authentication, "AUTH"), (SmtpCapabilities.EightBitMime, "8BITMIME"), (SmtpCapabilities.StartTLS, "STARTTLS"),
        (SmtpCapabilities.UTF8, "SMTPUTF8"), (SmtpCapabilities.RequireTLS, "REQUIRETLS"),
    ];

    private string Server => $"{options.SmtpHost}:{options.SmtpPort}";

    /// <summary>An open connection, or why there is none.</summary>
    internal async Task<(SmtpConnection? Connection, DeliveryOutcome.Halted? Fault)> OpenAsync(CancellationToken cancellationToken)
    {
        if (options.PlainFault is { } plain)
        {
            return (null, new DeliveryOutcome.Halted(plain, NeedsOperator: true));
        }

        var connection = new SmtpConnection(trust, options.AttemptTimeout + options.AnswerTimeout + Spare);
        try
        {
            await connection.Smtp.ConnectAsync(options.SmtpHost, options.SmtpPort, Security(), cancellationToken);
            connection.Conversation.Phase = SmtpPhase.SignIn;
            // One question, one answer: in a pipeline a refused sender looks like a refused recipient. And the end of a mail is its final dot:
            // in chunks it would be the mail's own last byte, of which nobody could tell whether it went out.
            connection.Smtp.Capabilities &= ~(SmtpCapabilities.Pipelining | SmtpCapabilities.Chunking);
            await SignInAsync(connection.Smtp, cancellationToken);
            return (connection, null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var said = Fault(fault, connection.Conversation, cancellationToken.IsCancellationRequested);
            connection.Dispose();
            return (null, said);
        }
    }

    /// <summary>Greets, upgrades, signs in, says what the server can, and quits without sending anything.</summary>
    public async Task<SmtpCheck> CheckAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.AttemptTimeout);
        var (connection, fault) = await OpenAsync(timeout.Token);
        if (connection is null)
        {
            return new SmtpCheck([], fault!.Reason);
        }

        using (connection)
        {
            var smtp = connection.Smtp;
            var facts = new List<string>
            {
                smtp.IsSecure ? $"{Server} answers over {smtp.SslProtocol}" : $"{Server} answers without TLS",
                smtp.IsAuthenticated ? $"signed in as {options.SmtpUser}" : "no sign-in is set, or none was asked for",
                $"offers {Offered(smtp.Capabilities)}",
            };
            if (smtp.MaxSize > 0)
            {
                facts.Add($"takes mails up to {smtp.MaxSize:N0} bytes");
            }

            facts.Add(smtp.Capabilities.HasFlag(SmtpCapabilities.UTF8)
                ? "takes addresses with letters beyond ASCII"
                : "takes no addresses with letters beyond ASCII before the @");
            await smtp.DisconnectAsync(quit: true, timeout.Token);
            return new SmtpCheck(facts, null);
        }
    }

    /// <summary>In the server's own words, so that they can be compared with what its papers say.</summary>
    private static string Offered(SmtpCapabilities offered) =>
        string.Join(", ", Keywords.Where(one => offered.HasFlag(one.Capability)).Select(one => one.Word)) is { Length: > 0 } words ? words : "nothing further";

    private SecureSocketOptions Security() => options.SmtpTls switch
    {
        SmtpTls.None => SecureSocketOptions.None,
        SmtpTls.FirstByte => SecureSocketOptions.SslOnConnect,
        _ => options.SmtpPort == ImplicitTlsPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls,
    };

    private async Task SignInAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        if (options.SmtpUser.Length == 0)
        {
            return;
        }

        if (await SmtpToken.ReadAsync(options, cancellationToken) is { } token)
        {
            await client.AuthenticateAsync(new SaslMechanismOAuth2(options.SmtpUser, token), cancellationToken);
        }
        else
        {
            await client.AuthenticateAsync(options.SmtpUser, options.Password() ?? "", cancellationToken);
        }
    }

    private DeliveryOutcome.Halted Fault(Exception fault, SmtpConversation conversation, bool isOverTime)
    {
        var phase = conversation.Phase;
        var (reason, needsOperator) = fault switch
        {
            _ when conversation.SignInRefusal is { } refused && fault is not AuthenticationException =>
                ($"{Server} refuses the sign-in as {options.SmtpUser}: {refused}, and hung up", true),
            _ when isOverTime => ($"{Server} did not answer within {options.AttemptTimeout.TotalSeconds:0} s", false),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } =>
                ($"there is no host {options.SmtpHost} (Delivery:SmtpHost)", false),
            SocketException { SocketErrorCode: SocketError.TryAgain } => ($"the name {options.SmtpHost} cannot be looked up just now", false),
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => ($"nothing listens at {Server} (Delivery:SmtpHost, SmtpPort)", false),
            // Without a certificate the handshake never came so far: the other side broke it off, or said what is no TLS.
            SslHandshakeException { ServerCertificate: null, InnerException: System.Security.Authentication.AuthenticationException } =>
                ($"{Server} speaks no TLS from the first byte (Delivery:SmtpTls, SmtpPort): {fault.InnerException?.Message}", true),
            SslHandshakeException { ServerCertificate: null } => ($"{Server} broke the TLS handshake off", false),
            SslHandshakeException => ($"{Server} shows a certificate that this machine does not trust, or that is for another name", true),
            NotSupportedException when phase is SmtpPhase.Connect =>
                ($"{Server} offers no STARTTLS, and nothing is sent without it (Delivery:SmtpTls)", true),
            NotSupportedException => ($"{Server} offers no sign-in that is known here, and Delivery:SmtpUser is set", true),
            SecretException => (fault.Message, true),
            _ => ("", false),
        };
        return reason.Length > 0 ? new DeliveryOutcome.Halted(reason, needsOperator) : Said(fault, phase);
    }

    private DeliveryOutcome.Halted Said(Exception fault, SmtpPhase phase)
    {
        var answer = fault as SmtpCommandException ?? fault.InnerException as SmtpCommandException;
        var outcome = answer is null ? SmtpVerdict.Broken(phase, fault.Message) : SmtpVerdict.Answered(phase, (int)answer.StatusCode, answer.Message);
        var halted = (DeliveryOutcome.Halted)outcome;
        return phase switch
        {
            SmtpPhase.SignIn when fault is AuthenticationException && answer is null =>
                halted with { Reason = $"{Server} refuses the sign-in as {options.SmtpUser}: {halted.Reason}", NeedsOperator = true },
            SmtpPhase.SignIn when fault is AuthenticationException =>
                halted with { Reason = $"{Server} refuses the sign-in as {options.SmtpUser}: {halted.Reason}" },
            _ => halted with { Reason = $"{Server}: {halted.Reason}" },
        };
    }
}
