using System.Runtime.CompilerServices;
using System.Text;

namespace Monitor.Delivery.Mail;

/// <summary>
/// HTML of a mail in the making. Everything that is put into a template is encoded, and addresses are checked: what comes from a feed can
/// never be markup, script, or a link to anything but http and https. Characters above ASCII stay characters: as entities they would
/// bloat a mail towards the size at which mail programs cut it.
/// </summary>
public sealed class MailHtml
{
    private readonly StringBuilder _html = new();

    public int Length => _html.Length;

    /// <summary>Writes a template: its literal parts as they are, its holes encoded.</summary>
    public MailHtml Add([InterpolatedStringHandlerArgument("")] ref Template template)
    {
        _ = template;
        return this;
    }

    /// <summary>Markup of our own, never of a feed's.</summary>
    public static MailHtml Own(string markup)
    {
        var html = new MailHtml();
        html._html.Append(markup);
        return html;
    }

    /// <summary>A link with the text, or the text alone where the address is no http(s) address.</summary>
    /// <param name="style">Our own CSS.</param>
    public MailHtml Link(string? url, string text, string style, string cssClass = "")
    {
        var safe = WebAddress(url);
        return safe is null
            ? Add($"<span class=\"{cssClass}\" style=\"{style}\">{text}</span>")
            : Add($"<a href=\"{safe}\" class=\"{cssClass}\" style=\"{style}\">{text}</a>");
    }

    /// <summary>The address, when it is an absolute http or https address; else null.</summary>
    public static string? WebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0
            && address.UserInfo.Length == 0
            ? address.AbsoluteUri
            : null;

    public override string ToString() => _html.ToString();

    /// <summary>
    /// Text as it may stand in a mail: line ends and controls become spaces, half surrogates and marks that turn the direction of the
    /// text around them are left out, and it is cut at a word with "…".
    /// </summary>
    public static string Plain(string? text, int charactersMax)
    {
        var plain = new StringBuilder();
        var space = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                space = plain.Length > 0;
                continue;
            }

            if (rune == Rune.ReplacementChar || IsDirectionMark(rune.Value))
            {
                continue;
            }

            if (space)
            {
                plain.Append(' ');
                space = false;
            }

            plain.Append(rune.ToString());
            if (plain.Length > charactersMax)
            {
                return Cut(plain.ToString(), charactersMax);
            }
        }

        return plain.ToString();
    }

    private static bool IsDirectionMark(int character) =>
        character is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C or 0xFEFF;

    private static string Cut(string text, int charactersMax)
    {
        var space = text.LastIndexOf(' ', charactersMax - 1);
        var end = space > charactersMax / 2 ? space : charactersMax - 1;
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[..end].TrimEnd(' ', ',', ';', ':', '-', '–') + "…";
    }

    private void Encode(string? text)
    {
        foreach (var character in text ?? "")
        {
            _ = character switch
            {
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '&' => _html.Append("&amp;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                '\u00A0' => _html.Append("&nbsp;"),
                _ => _html.Append(character),
            };
        }
    }

    /// <summary>What the compiler makes of <c>$"…"</c> given to <see cref="Add"/>.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly MailHtml _target;

        public Template(int literalLength, int formattedCount, MailHtml target)
        {
            _ = formattedCount;
            _target = target;
            target._html.EnsureCapacity(target._html.Length + literalLength);
        }

        public void AppendLiteral(string value) => _target._html.Append(value);

        public void AppendFormatted(string? value) => _target.Encode(value);

        /// <summary>HTML that was made this way is not encoded again.</summary>
        public void AppendFormatted(MailHtml value) => _target._html.Append(value._html);

        public void AppendFormatted(int value) => _target._html.Append(value);
    }
}
