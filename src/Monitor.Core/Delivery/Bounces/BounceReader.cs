using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Monitor.Delivery.Mail;

namespace Monitor.Delivery.Bounces;

/// <summary>
/// Reads reports of mails that could not be delivered: delivery status notifications (RFC 3464), and the free forms of servers that send
/// none (<see cref="FreeForms"/>). What is no such report (an absence note, a receipt, a complaint, a person's answer) gives nothing. Pure.
/// </summary>
public static partial class BounceReader
{
    /// <summary>Recipients of one report; ours have one.</summary>
    private const int RecipientsMax = 50;

    private const int SaidCharactersMax = 300;

    /// <summary>What the mail reports, a recipient each; empty for a mail that is no report of a failed delivery.</summary>
    public static IReadOnlyList<Bounce> Read(MimeMessage mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (mail.Body is MultipartReport { ReportType: { } type } && !type.Equals("delivery-status", StringComparison.OrdinalIgnoreCase))
        {
            // A receipt (disposition-notification), or a complaint (feedback-report), which ComplaintReader reads.
            return [];
        }

        var parts = BounceParts.Of(mail);
        var byStatus = parts.Statuses.SelectMany(groups => FromStatus(groups, parts)).ToList();
        if (parts.Statuses.Count > 0 && (byStatus.Count > 0 || parts.Statuses.Any(groups => groups.Any(IsAboutARecipient))))
        {
            return [.. Distinct(byStatus)];
        }

        return [.. Distinct(FreeForms.Read(mail, parts))];
    }

    /// <summary>The kind by what stands in a report: the status where there is one, then the words.</summary>
    internal static BounceKind KindOf(string status, string said) =>
        status.StartsWith('4') ? BounceKind.Passing
        : NoSuchUser.IsSaid(status.Contains('.', StringComparison.Ordinal) && !said.Contains(status, StringComparison.Ordinal) ? $"{status} {said}" : said)
            ? BounceKind.NoSuchUser
        : BounceKind.Refused;

    /// <summary>The enhanced status in a text, else the three digits of SMTP; empty for neither.</summary>
    internal static string StatusIn(string said) =>
        EnhancedPattern().Match(said) is { Success: true } enhanced ? enhanced.Value
        : PlainPattern().Match(said) is { Success: true } plain ? plain.Groups["status"].Value
        : "";

    internal static string OneLine(string text) => MailHtml.Plain(text, SaidCharactersMax);

    private static IEnumerable<Bounce> FromStatus(HeaderListCollection groups, BounceParts parts)
    {
        foreach (var group in groups.Where(IsAboutARecipient).Take(RecipientsMax))
        {
            var action = (group["Action"] ?? "").Trim().ToLowerInvariant();
            var status = StatusIn(Uncommented(group["Status"] ?? ""));
            // "X-Unix; 73" is a program's exit code: it says nothing.
            var said = AfterType(group["Diagnostic-Code"] ?? "") is var code && code.Any(char.IsLetter) ? OneLine(code) : "";
            var isFailed = action.StartsWith("failed", StringComparison.Ordinal) || (action.Length == 0 && status.StartsWith('5'));
            var isDelayed = action.StartsWith("delayed", StringComparison.Ordinal) || (action.Length == 0 && status.StartsWith('4'));
            if (!isFailed && !isDelayed)
            {
                // Delivered, relayed, expanded: no failure.
                continue;
            }

            var addresses = Addresses(group, parts).ToList();
            if (addresses.Count == 0)
            {
                continue;
            }

            var precise = Precise(status, said);
            var kind = isDelayed ? BounceKind.Passing : KindOf(precise, said);
            yield return new Bounce(addresses[0], kind, precise, said) { Aliases = [.. addresses.Skip(1)], MessageId = parts.ReturnedId };
        }
    }

    // "5.0.0" says no more than "5": the server's own words may know better.
    private static string Precise(string status, string said) =>
        (status.Length == 0 || status.EndsWith(".0.0", StringComparison.Ordinal)) && StatusIn(said) is { Length: > 0 } own
            && (status.Length == 0 || own[0] == status[0])
            ? own
            : status;

    private static bool IsAboutARecipient(HeaderList group) => group["Final-Recipient"] is not null || group["Original-Recipient"] is not null;

    /// <summary>Who was written to first: the address of the envelope, then where it was forwarded to, then the returned mail's own recipient.</summary>
    private static IEnumerable<string> Addresses(HeaderList group, BounceParts parts) =>
        new[] { AfterType(group["Original-Recipient"] ?? ""), AfterType(group["Final-Recipient"] ?? "") }
            .Concat(parts.ReturnedTo)
            .Select(AddressIn)
            .Where(address => address.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    internal static string AddressIn(string text) => AddressPattern().Match(text) is { Success: true } found ? found.Value.TrimEnd('.') : "";

    // "rfc822; reader@example.org", "smtp; 550 5.1.1 no such user"
    private static string AfterType(string field)
    {
        var text = field.IndexOf(';', StringComparison.Ordinal) is > 0 and < 40 and var end && !field[..end].Contains(' ', StringComparison.Ordinal)
            ? field[(end + 1)..].Trim()
            : field.Trim();
        return CharacterPattern().Replace(text, match => Character(match.Groups["code"].Value));
    }

    // RFC 6533: what ASCII cannot write stands as \x{FC}.
    private static string Character(string code) =>
        int.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number) ? new Rune(number).ToString() : "";

    private static string Uncommented(string field) => CommentPattern().Replace(field, " ");

    private static IEnumerable<Bounce> Distinct(IEnumerable<Bounce> bounces) =>
        bounces.DistinctBy(bounce => bounce.Recipient.ToLowerInvariant()).Take(RecipientsMax);

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")]
    private static partial Regex EnhancedPattern();

    [GeneratedRegex(@"(?<![\d.])(?<status>[45][0-5]\d)(?=[ \-:]|$)")]
    private static partial Regex PlainPattern();

    [GeneratedRegex(@"[^\s<>""'(),:;\[\]]{1,64}@[^\s<>""'(),:;\[\]@]{1,253}")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"\\x\{(?<code>[0-9A-Fa-f]{1,6})\}")]
    private static partial Regex CharacterPattern();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex CommentPattern();
}
