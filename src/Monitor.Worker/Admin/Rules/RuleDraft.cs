using System.Globalization;
using System.Text;
using Monitor.Config;
using Monitor.Tagging;

namespace Monitor.Worker.Admin.Rules;

/// <summary>A rule as it is typed into the page or sent to the API; nothing about it is checked yet.</summary>
public sealed record RuleDraft(
    string Id, string Topic, string Name, string When, IReadOnlyList<string> Suppress, IReadOnlyList<string> MustHit, IReadOnlyList<string> MustNotHit)
{
    /// <summary>Stands for a line end inside an example, since a form has one example a line.</summary>
    public const char LineEnd = '⏎';

    public static RuleDraft Empty { get; } = new("", "", "", "", [], [], []);

    public static RuleDraft Of(TopicRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new RuleDraft(
            rule.Id, rule.Definition.Topic, rule.Name, rule.Definition.When.Text, rule.Definition.Suppress, rule.MustHit, rule.MustNotHit);
    }

    /// <summary>The draft that an item of topics.yaml holds, whatever it may name; null where it cannot be read.</summary>
    public static RuleDraft? Read(string yaml)
    {
        try
        {
            var item = ConfigNode.Parse("the rule", yaml);
            var id = item.FindText("id") ?? "";
            return new RuleDraft(
                id, item.FindText("topic") ?? id, item.FindText("name") ?? "", item.FindText("when") ?? "", Texts(item, "suppress"), Texts(item, "must-hit"),
                Texts(item, "must-not-hit"));
        }
        catch (ConfigException)
        {
            return null;
        }
    }

    /// <param name="id">The rule that the form is for; null for a new one, whose id was typed.</param>
    public static RuleDraft Of(FormPost form, string? id)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new RuleDraft(
            id ?? form.Text("id").Trim(), form.Text("topic").Trim(), form.Text("name").Trim(), Tidy(form.Text("when")),
            form.Lines("suppress"), Typed(form.Lines("must-hit")), Typed(form.Lines("must-not-hit")));
    }

    /// <summary>Texts as a form shows them, one a line.</summary>
    public static string Lines(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return string.Join('\n', texts.Select(text => text.ReplaceLineEndings("\n").Replace('\n', LineEnd)));
    }

    /// <summary>An expression without what no eye sees: blanks at the ends of lines, tabs.</summary>
    public static string Tidy(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return string.Join('\n', expression.ReplaceLineEndings("\n").Replace("\t", "    ", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd()))
            .Trim();
    }

    /// <summary>The item as it stands in topics.yaml.</summary>
    public string ToYaml()
    {
        var yaml = new StringBuilder();
        yaml.Append("id: ").Append(Quoted(Id)).Append('\n');
        if (Topic.Length > 0 && Topic != Id)
        {
            yaml.Append("topic: ").Append(Quoted(Topic)).Append('\n');
        }

        yaml.Append("name: ").Append(Quoted(Name)).Append('\n');
        if (When.Length == 0 || When.Any(letter => letter != '\n' && MustBeEscaped(letter)))
        {
            yaml.Append("when: ").Append(Quoted(When)).Append('\n');
        }
        else
        {
            yaml.Append("when: |-\n").Append("  ").Append(When.Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
        }

        Append(yaml, "suppress", Suppress);
        Append(yaml, "must-hit", MustHit);
        Append(yaml, "must-not-hit", MustNotHit);
        return string.Join('\n', yaml.ToString().Split('\n').Select(line => line.TrimEnd(' '))).TrimEnd('\n');
    }

    private static List<string> Typed(IReadOnlyList<string> lines) => [.. lines.Select(line => line.Replace(LineEnd, '\n'))];

    private static List<string> Texts(ConfigNode item, string key) => [.. item.FindItems(key).Select(text => text.Text)];

    private static void Append(StringBuilder yaml, string key, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            yaml.Append(key).Append(":\n");
            foreach (var text in texts)
            {
                yaml.Append("  - ").Append(Quoted(text)).Append('\n');
            }
        }
    }

    /// <summary>In quotes where YAML could read it as something else than this text.</summary>
    private static string Quoted(string text)
    {
        if (text.Length > 0 && char.IsAsciiLetter(text[0]) && text is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off")
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '.' or '\'' or '*') && text[^1] != ' ')
        {
            return text;
        }

        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                _ when MustBeEscaped(letter) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>
    /// What YAML does not take as it is; half a surrogate pair cannot be written at all and becomes a replacement character where it is read.
    /// </summary>
    private static bool MustBeEscaped(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
