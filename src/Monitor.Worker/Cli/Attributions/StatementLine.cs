using Monitor.Attributions;
using Monitor.Config;

namespace Monitor.Worker.Cli.Attributions;

/// <summary>A statement in one line, for a person.</summary>
internal static class StatementLine
{
    /// <summary>A statement in words: "country:US > country:CN: hacking (intrusion, official, past)".</summary>
    public static string Of(Statement statement)
    {
        string?[] notes =
        [
            statement.ActClass, JsonName(statement.Strength), statement.Past ? "past" : null,
            statement.Polarity is Polarity.Asserted ? null : JsonName(statement.Polarity), statement.Hedged ? "hedged" : null,
            statement.Retraction ? "retraction" : null, statement.Likely ? "likely" : null,
        ];
        return $"{string.Join(", ", statement.Accusers)} > {statement.Accused ?? "-"}: "
            + (statement.Act.Length > 0 ? statement.Act.ReplaceLineEndings(" ") + " " : "") + $"({string.Join(", ", notes.Where(note => note is not null))})";
    }

    private static string JsonName<TEnum>(TEnum value)
        where TEnum : struct, Enum => ConfigNode.NameOf(value);
}
