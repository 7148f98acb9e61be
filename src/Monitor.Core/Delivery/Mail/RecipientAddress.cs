using MimeKit;

namespace Monitor.Delivery.Mail;

/// <summary>What passes for the address of a recipient.</summary>
public static class RecipientAddress
{
    private const int CharactersMax = 254;

    /// <summary>
    /// An address alone, without a name. Letters beyond ASCII may stand on both sides of the @ (RFC 6531); before it not every server takes them.
    /// </summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= CharactersMax
            && text.All(character => !char.IsControl(character) && !char.IsWhiteSpace(character) && !char.IsSurrogate(character))
            && MailboxAddress.TryParse(MimeMail.WithDomain, text, out var parsed)
            && parsed.Address == text;
    }
}
