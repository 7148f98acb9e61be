using System.Text;

namespace Monitor.Delivery.Mail;

/// <summary>The plain text of a mail in the making: wrapped lines, with indents.</summary>
public sealed class MailText
{
    private const int Width = 74;

    private readonly StringBuilder _text = new();

    public MailText Line(string line = "")
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>A paragraph, wrapped at spaces. What has no space, an address above all, is never cut.</summary>
    public MailText Wrapped(string paragraph, string indent = "", string? firstIndent = null)
    {
        ArgumentNullException.ThrowIfNull(paragraph);
        var line = new StringBuilder(firstIndent ?? indent);
        var start = line.Length;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > start && line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString());
                line.Clear().Append(indent);
                start = line.Length;
            }

            line.Append(line.Length > start ? " " : "").Append(word);
        }

        return Line(line.ToString().TrimEnd());
    }

    public MailText Heading(string heading)
    {
        ArgumentNullException.ThrowIfNull(heading);
        return Line().Line(heading.ToUpperInvariant()).Line(new string('-', Math.Min(heading.Length, Width)));
    }

    public override string ToString() => _text.ToString();
}
