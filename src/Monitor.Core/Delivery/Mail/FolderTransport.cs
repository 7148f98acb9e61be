using System.Text;
using MimeKit;
using Monitor.Storage.Machine;

namespace Monitor.Delivery.Mail;

/// <summary>
/// Puts mails into a folder: <c>KEY.eml</c>, and its HTML beside it as <c>KEY.html</c> for a browser. The file is named by the key and
/// renamed into place, so that sending the same mail again, after whatever happened, leaves one file.
/// </summary>
public sealed class FolderTransport(string folder) : IMailTransport
{
    private const int NameCharactersMax = 120;

    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The file that a mail becomes. Different keys never share one: the name ends with a part of the key's hash.</summary>
    public string FileOf(string key)
    {
        var readable = new StringBuilder();
        foreach (var character in key)
        {
            readable.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-');
        }

        var name = readable.ToString().Trim('.', '-');
        var hash = MessageId.OfThread(key, "f")[1..9];
        return Path.Combine(Folder, $"{(name.Length > NameCharactersMax ? name[..NameCharactersMax] : name)}-{hash}.eml");
    }

    public async Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var file = FileOf(key);
        if (File.Exists(file))
        {
            // An earlier attempt got as far as the rename.
            return new DeliveryOutcome.Accepted();
        }

        try
        {
            PrivateFiles.CreateFolder(Folder);
            if (message.HtmlBody is { } html)
            {
                await ReplaceAsync(Path.ChangeExtension(file, ".html"), Encoding.UTF8.GetBytes(html), cancellationToken);
            }

            await ReplaceAsync(file, MimeMail.Bytes(message), cancellationToken);
            return new DeliveryOutcome.Accepted();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nothing was renamed into place: the mail is surely not there.
            return new DeliveryOutcome.Deferred(fault.Message);
        }
    }

    private static async Task ReplaceAsync(string file, byte[] bytes, CancellationToken cancellationToken)
    {
        var part = $"{file}.{Environment.ProcessId}.part";
        await using (var mail = PrivateFiles.Create(part))
        {
            await mail.WriteAsync(bytes, cancellationToken);
        }

        File.Move(part, file, overwrite: true);
    }
}
