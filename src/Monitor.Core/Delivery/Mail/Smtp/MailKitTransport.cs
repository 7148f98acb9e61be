using System.Collections.Concurrent;
using System.Net.Security;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Monitor.Delivery.Mail.Smtp;

/// <summary>
/// Sends through an SMTP server. A connection carries many mails; one that the server left meanwhile has taken nothing, and the mail goes
/// by a fresh one at once. Up to the last byte an attempt keeps to <see cref="DeliveryOptions.AttemptTimeout"/>, whatever the server does,
/// behind it to <see cref="DeliveryOptions.AnswerTimeout"/>.
/// </summary>
/// <param name="trust">Decides on the server's certificate; null for the machine's own authorities.</param>
public sealed class MailKitTransport(DeliveryOptions options, TimeProvider clock, RemoteCertificateValidationCallback? trust = null) : IMailTransport
{
    private const int ClosingStatus = 421;
    private const int SignInFirstStatus = 530;

    /// <summary>Mails by one connection: servers begin to refuse further ones at a hundred or so.</summary>
    private const int MailsAConnection = 100;

    // Servers keep an idle connection for five minutes (RFC 5321, 4.5.3.2.7), some for less.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    // The mails are taken by then; who does not answer to a farewell is left without one.
    private static readonly TimeSpan FarewellWait = TimeSpan.FromSeconds(2);

    private readonly SmtpOpening _opening = new(options, trust);
    private readonly ConcurrentBag<SmtpConnection> _kept = [];

    public async Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.AttemptTimeout);
        while (Kept() is { } kept)
        {
            if (await TryAsync(kept, message, timeout) is { } outcome)
            {
                return outcome;
            }
        }

        var (connection, fault) = await _opening.OpenAsync(timeout.Token);
        return connection is null ? fault! : (await TryAsync(connection, message, timeout))!;
    }

    /// <summary>Says farewell on all connections that are kept.</summary>
    public async Task RestAsync()
    {
        while (_kept.TryTake(out var connection))
        {
            using (connection)
            {
                using var timeout = new CancellationTokenSource(FarewellWait);
                try
                {
                    await connection.Smtp.DisconnectAsync(quit: true, timeout.Token);
                }
                catch (Exception broken) when (broken is not OutOfMemoryException)
                {
                    // It was left already.
                }
            }
        }
    }

    private SmtpConnection? Kept()
    {
        while (_kept.TryTake(out var connection))
        {
            if (connection.Smtp.IsConnected && clock.GetElapsedTime(connection.UsedAt) < KeptFor)
            {
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    /// <summary>Null when a kept connection was left by the server before it took anything: the mail is to go by another.</summary>
    private async Task<DeliveryOutcome?> TryAsync(SmtpConnection connection, MimeMessage message, CancellationTokenSource timeout)
    {
        var isKept = connection.Mails++ > 0;
        var conversation = connection.Conversation;
        conversation.Begin(handedOver: () => timeout.CancelAfter(options.AnswerTimeout));
        var format = MimeMail.FormatOf(message);
        if (format.International && !connection.Smtp.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            Keep(connection);
            return new DeliveryOutcome.Rejected("the mail server takes no addresses with letters beyond ASCII (it offers no SMTPUTF8)");
        }

        DeliveryOutcome outcome;
        try
        {
            await connection.Smtp.SendAsync(format, message, timeout.Token, conversation);
            outcome = new DeliveryOutcome.Accepted();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var isClosing = fault is SmtpCommandException { StatusCode: (SmtpStatusCode)ClosingStatus } || !connection.Smtp.IsConnected;
            if (isKept && isClosing && conversation is { Phase: < SmtpPhase.Answer, Refusal: null } && !timeout.IsCancellationRequested)
            {
                connection.Dispose();
                return null;
            }

            outcome = Verdict(conversation, fault);
        }

        Keep(connection);
        return outcome;
    }

    private void Keep(SmtpConnection connection)
    {
        if (!connection.Smtp.IsConnected || connection.Mails >= MailsAConnection)
        {
            connection.Dispose();
            return;
        }

        connection.UsedAt = clock.GetTimestamp();
        _kept.Add(connection);
    }

    // What the server answered counts before what the client made of it: a refusal that is followed by a broken connection is a refusal.
    private DeliveryOutcome Verdict(SmtpConversation conversation, Exception fault) => (conversation, fault) switch
    {
        ({ Refusal: { } refusal }, _) => SmtpVerdict.Answered(SmtpPhase.Recipient, refusal.Status, refusal.Said),
        ({ AnswerStatus: { } status }, _) => SmtpVerdict.Answered(
            SmtpPhase.Answer, status, fault is SmtpCommandException ? fault.Message : "and hung up"),
        (_, SmtpCommandException answer) => SmtpVerdict.Answered(conversation.Phase, (int)answer.StatusCode, answer.Message),
        (_, ServiceNotAuthenticatedException) => SmtpVerdict.Answered(conversation.Phase, SignInFirstStatus, fault.Message),
        (_, OperationCanceledException) => SmtpVerdict.Broken(conversation.Phase, Silence(conversation.Phase)),
        _ => SmtpVerdict.Broken(conversation.Phase, fault.Message),
    };

    private string Silence(SmtpPhase phase) => phase is SmtpPhase.Answer
        ? $"no answer within {options.AnswerTimeout.TotalSeconds:0} s of the last byte"
        : $"not done within {options.AttemptTimeout.TotalSeconds:0} s";
}
