using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;

namespace Monitor.Delivery.Mail.Smtp;

/// <summary>What was said on one connection, as far as it decides what became of the mail at hand.</summary>
internal sealed class SmtpConversation : IProtocolLogger, ITransferProgress
{
    private const int StatusDigits = 3;

    private readonly List<byte> _answer = [];
    private Action _handedOver = () => { };

    public SmtpPhase Phase { get; set; } = SmtpPhase.Connect;

    /// <summary>What the recipient was refused with, noted before the client does anything else: what comes then may hide it.</summary>
    public (int Status, string Said)? Refusal { get; private set; }

    /// <summary>The status that came first behind the whole mail; null while none did, or what came begins with no three digits.</summary>
    public int? AnswerStatus { get; private set; }

    /// <summary>The status by which a sign-in was refused for good, noted before the client tries another way of signing in.</summary>
    public int? SignInRefusal { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>A further mail goes by this connection.</summary>
    /// <param name="handedOver">Called once all of the mail was given to the connection.</param>
    public void Begin(Action handedOver)
    {
        _answer.Clear();
        (Phase, Refusal, AnswerStatus, _handedOver) = (SmtpPhase.Sender, null, null, handedOver);
    }

    public void Refuse(SmtpResponse response) => Refusal = ((int)response.StatusCode, response.Response);

    public void Report(long bytesTransferred, long totalSize)
    {
        // The final dot comes behind the last byte: only from here on may it have left.
        if (bytesTransferred >= totalSize && Phase < SmtpPhase.Answer)
        {
            Phase = SmtpPhase.Answer;
            _handedOver();
        }
    }

    public void Report(long bytesTransferred)
    {
    }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        if (Phase is not (SmtpPhase.Sender or SmtpPhase.Recipient) || count < 4)
        {
            return;
        }

        Phase = Encoding.ASCII.GetString(buffer, offset, 4) switch
        {
            "RCPT" => SmtpPhase.Recipient,
            "DATA" => SmtpPhase.Body,
            _ => Phase,
        };
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (Phase is SmtpPhase.SignIn && count >= StatusDigits && Status(buffer.AsSpan(offset, StatusDigits)) is >= 500 and < 600 and var refused)
        {
            SignInRefusal = refused;
        }

        if (Phase is not SmtpPhase.Answer || _answer.Count >= StatusDigits)
        {
            return;
        }

        _answer.AddRange(buffer.AsSpan(offset, Math.Min(count, StatusDigits - _answer.Count)));
        AnswerStatus = _answer.Count == StatusDigits ? Status(CollectionsMarshal.AsSpan(_answer)) : null;
    }

    public void Dispose()
    {
    }

    private static int? Status(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;
}
