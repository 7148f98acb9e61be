namespace Monitor.Rules;

/// <summary>Why an expression is no rule: where (line and column of the expression, from 1), what was expected, and what to write instead.</summary>
public sealed record RuleFault(int Offset, int Line, int Column, string Reason, string? Suggestion)
{
    public static RuleFault At(string text, int offset, string reason, string? suggestion = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (line, start) = (1, 0);
        for (var i = 0; i < offset && i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                start = i + 1;
            }
        }

        return new RuleFault(offset, line, offset - start + 1, reason, suggestion);
    }

    public override string ToString() => $"{Line}:{Column}: {Message}";

    public string Message => Reason + (Suggestion is null ? "" : $"; {Suggestion}");
}
