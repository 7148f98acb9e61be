using System.Text.RegularExpressions;
using MimeKit;

namespace Monitor.Delivery.Bounces;

/// <summary>
/// Reports without a delivery status part: qmail's and its kin ("&lt;reader@example.org&gt;:", then why), Exim's (X-Failed-Recipients, the address on a
/// line of its own), and letters of gateways that name address and reason in prose.
/// </summary>
internal static partial class FreeForms
{
    /// <summary>How far below an address its reason may stand, in lines.</summary>
    private const int ReasonLines = 8;

    public static IEnumerable<Bounce> Read(MimeMessage mail, BounceParts parts)
    {
        var text = OwnWords(parts.Text);
        if (!IsReport(mail, text))
        {
            yield break;
        }

        var isPassing = PassingPattern().IsMatch($"{mail.Subject}\n{text}") && !GivenUpPattern().IsMatch(text);
        var returned = parts.ReturnedTo.Concat(ReturnedPattern().Matches(parts.Text).Select(match => BounceReader.AddressIn(match.Value))).ToList();
        foreach (var (address, said) in Failed(mail, text, returned))
        {
            var status = BounceReader.StatusIn(said);
            var kind = isPassing ? BounceKind.Passing : BounceReader.KindOf(status, said);
            yield return new Bounce(address, kind, status, BounceReader.OneLine(said)) { Aliases = returned, MessageId = parts.ReturnedId };
        }
    }

    /// <summary>Each address that the report calls failed, with what is said of it.</summary>
    private static IEnumerable<(string Address, string Said)> Failed(MimeMessage mail, string text, List<string> returned)
    {
        var named = (mail.Headers["X-Failed-Recipients"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(BounceReader.AddressIn).Where(address => address.Length > 0).ToList();
        var lines = text.Split('\n');
        if (named.Count == 0)
        {
            named = [.. lines.Select(line => OwnLinePattern().Match(line)).Where(match => match.Success).Select(match => BounceReader.AddressIn(match.Value))];
        }

        if (named.Count == 0)
        {
            named = [.. AddressesIn(text, mail).Intersect(returned, StringComparer.OrdinalIgnoreCase)];
        }

        if (named.Count == 0)
        {
            named = [.. AddressesIn(text, mail).Concat(returned).Take(1)];
        }

        return named.Distinct(StringComparer.OrdinalIgnoreCase).Select(address => (address, Said(lines, address)));
    }

    /// <summary>The lines at and below the address, until the next paragraph that says nothing more of it.</summary>
    private static string Said(string[] lines, string address)
    {
        var at = Array.FindIndex(lines, line => line.Contains(address, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            return string.Join(' ', lines.Where(line => BounceReader.StatusIn(line).Length > 0).Take(2));
        }

        var near = lines.Skip(at).Take(ReasonLines).TakeWhile((line, index) => index == 0 || !OwnLinePattern().IsMatch(line)).ToList();
        var said = string.Join(' ', near).Replace(address, "", StringComparison.OrdinalIgnoreCase).Trim(' ', '<', '>', ':', '\t', '\r');
        return BounceReader.StatusIn(said).Length > 0
            ? said
            : $"{said} {string.Join(' ', lines.Where(line => BounceReader.StatusIn(line).Length > 0).Take(2))}".Trim();
    }

    private static IEnumerable<string> AddressesIn(string text, MimeMessage mail)
    {
        var own = mail.From.Mailboxes.Concat(mail.To.Mailboxes).Select(mailbox => mailbox.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return AnyAddressPattern().Matches(text)
            .Select(match => match.Value.TrimEnd('.'))
            .Where(address => !own.Contains(address) && !MachinePattern().IsMatch(address))
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }

    // What stands behind it is the mail that came back.
    private static string OwnWords(string text) => BehindPattern().Match(text) is { Success: true } behind ? text[..behind.Index] : text;

    private static bool IsReport(MimeMessage mail, string text)
    {
        if (mail.Headers["X-Failed-Recipients"] is not null)
        {
            return true;
        }

        var from = mail.From.Mailboxes.FirstOrDefault()?.Address ?? "";
        var isMachine = MachinePattern().IsMatch(from) || (mail.Headers["Return-Path"] ?? "x").Trim() == "<>";
        var isReply = mail.Headers["Auto-Submitted"]?.Contains("auto-replied", StringComparison.OrdinalIgnoreCase) == true
            && !SubjectPattern().IsMatch(mail.Subject ?? "");
        return isMachine && !isReply && (SubjectPattern().IsMatch(mail.Subject ?? "") || WordsPattern().IsMatch(text));
    }

    [GeneratedRegex(
        @"(mailer-?daemon|postmaster|mail-?(delivery|system)|mdaemon|bounce[sd]?|no-?reply|antispam)[^@]*@|^mailer-?daemon$",
        RegexOptions.IgnoreCase)]
    private static partial Regex MachinePattern();

    [GeneratedRegex(
        @"undeliver|delivery (status|fail|has failed|problem|incomplete|report|delay|notification)|failure notice|returned mail"
            + @"|mail delivery|returned to sender"
            + @"|could not be delivered|not delivered|unzustellbar|nicht zu(ge)?stell|bei der zustell|non remis|échec|no entregado|warning: message|rejected",
        RegexOptions.IgnoreCase)]
    private static partial Regex SubjectPattern();

    [GeneratedRegex(
        @"could not be delivered|wasn't able to deliver|unable to deliver|was not delivered|not be delivered|delivery (has )?failed"
            + @"|could not be (stored|sent|relayed)|(konnte|war|wurde) nicht zu(ge)?stell|no se pudo entregar|non è stato (possibile|recapitato)"
            + @"|permanent (fatal )?error|undeliverable|had permanent|returned to you|konnte nicht zugestellt|n'a pas pu être",
        RegexOptions.IgnoreCase)]
    private static partial Regex WordsPattern();

    [GeneratedRegex(
        @"\b(delayed|warning: message|will (be retried|keep trying|continue to (try|be attempted))|has not been delivered yet"
            + @"|still (being|trying)|not yet been delivered|do not need to (do anything|resend)|no action is (needed|required)"
            + @"|you need do nothing|could not be \w+ yet"
            + @"|(re)?tried (again|every)|more attempts|temporar(y|ily) (fail|problem|defer))",
        RegexOptions.IgnoreCase)]
    private static partial Regex PassingPattern();

    [GeneratedRegex(@"\b(given up|permanent|giving up|no further attempts|will not be retried)\b", RegexOptions.IgnoreCase)]
    private static partial Regex GivenUpPattern();

    /// <summary>An address that a line is about: alone on it, or "&lt;address&gt;:" before the reason.</summary>
    [GeneratedRegex(@"^\s*(<[^\s<>@]{1,64}@[^\s<>@]{1,253}>:|<?[^\s<>@:]{1,64}@[^\s<>@:]{1,253}>?\s*$)")]
    private static partial Regex OwnLinePattern();

    [GeneratedRegex(@"[A-Za-z0-9._%+=\-]{1,64}@[A-Za-z0-9.\-]{1,253}\.[A-Za-z]{2,24}")]
    private static partial Regex AnyAddressPattern();

    [GeneratedRegex(
        @"^\s*(-{2,}\s*(below this line|this is a copy|original message|returned message|copy of|the header"
            + @"|message header|kopfzeilen|en-têtes).*"
            + @"|ursprüngliche kopfzeilen:.*"
            + @"|(received|return-path): .*)$",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex BehindPattern();

    [GeneratedRegex(@"^\s*to: .{3,300}$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex ReturnedPattern();
}
