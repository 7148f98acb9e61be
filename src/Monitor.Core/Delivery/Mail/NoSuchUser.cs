using System.Text.RegularExpressions;

namespace Monitor.Delivery.Mail;

/// <summary>
/// Whether a refusal says that nobody has the address: by its enhanced status code (RFC 3463); by its words without one, and where the code says
/// no more than that something failed (5.0.0), or something about the address (5.1.0).
/// </summary>
public static partial class NoSuchUser
{
    /// <param name="said">What the server, or a report of a failed delivery, said.</param>
    public static bool IsSaid(string said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return !ForNowPattern().IsMatch(said) && !NoMailPattern().IsMatch(said)
            && (CodePattern().Match(said) is { Success: true } code && !VaguePattern().IsMatch(code.Value)
                ? GonePattern().IsMatch(code.Value)
                : WordsPattern().IsMatch(said));
    }

    // Bad mailbox, bad mailbox syntax, moved without an address; recipient not found, which RFC 7505 gives another meaning.
    [GeneratedRegex(@"^5\.1\.(1|3|6|10)$")]
    private static partial Regex GonePattern();

    [GeneratedRegex(@"^5\.[01]\.0$")]
    private static partial Regex VaguePattern();

    /// <summary>The domain takes no mail at all (RFC 7505).</summary>
    [GeneratedRegex(@"\bnull ?MX\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoMailPattern();

    [GeneratedRegex(@"(?<![\d.])5\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^\s*4\d\d[ -]|(?<![\d.])4\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")]
    private static partial Regex ForNowPattern();

    [GeneratedRegex(
        @"\b(no such (user|mailbox|recipient|account|person)|(user|recipient|account|mailbox)( \S+){0,2} (unknown|not found|does not exist|doesn't exist)"
            + @"|unknown (user|recipient|mailbox|account)|invalid (mailbox|recipient)|no mailbox by that name|user does(n't| not) (have|exist)"
            + @"|this user doesn't have|no mailbox here|address (unknown|does not exist)|not listed in( \S+){0,3} directory"
            + @"|(benutzer|empfänger|adressat) (ist )?unbekannt|\w*(adresse|benutzer|postfach) existiert nicht"
            + @"|(destinataire|utilisateur|adresse) (est )?(inconnue?|n'existe pas)|(usuario|destinatario|buzón) (desconocido|no existe)"
            + @"|(utente|destinatario|casella) (sconosciut[oa]|inesistente))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex WordsPattern();
}
