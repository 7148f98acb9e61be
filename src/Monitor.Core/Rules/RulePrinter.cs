using System.Globalization;
using System.Text;

namespace Monitor.Rules;

/// <summary>Writes an expression in its shortest form, with brackets only where the tree needs them.</summary>
internal static class RulePrinter
{
    // How tightly a kind of expression binds; an item that binds looser than its place allows gets brackets.
    private const int AnyLevel = 0;
    private const int AllLevel = 1;
    private const int NotLevel = 2;
    private const int NearLevel = 3;
    private const int TightLevel = 4;

    public static string Print(Expression expression)
    {
        var output = new StringBuilder();
        Print(expression, AnyLevel, output);
        return output.ToString();
    }

    private static void Print(Expression expression, int level, StringBuilder output)
    {
        if (Level(expression) < level)
        {
            output.Append('(');
            Print(expression, AnyLevel, output);
            output.Append(')');
            return;
        }

        switch (expression)
        {
            case Expression.Word word:
                output.Append(word.Text);
                break;
            case Expression.Quoted quoted:
                output.Append(quoted.IsExact ? "!\"" : "\"");
                output.Append(quoted.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
                break;
            case Expression.Named named:
                output.Append('#').Append(named.Name);
                break;
            case Expression.Pattern pattern:
                output.Append('/').Append(pattern.Text.Replace("/", "\\/", StringComparison.Ordinal)).Append('/');
                break;
            case Expression.Any any:
                Join(any.Items, " OR ", AllLevel, output);
                break;
            case Expression.All all:
                Join(all.Items, " AND ", NotLevel, output);
                break;
            case Expression.Not not:
                output.Append("NOT ");
                Print(not.Item, NearLevel, output);
                break;
            case Expression.Near near:
                Print(near.Left, NearLevel, output);
                output.Append(CultureInfo.InvariantCulture, $" {(near.IsOrdered ? "ONEAR" : "NEAR")}/{near.WordsBetweenMax} ");
                Print(near.Right, TightLevel, output);
                break;
            case Expression.Same same:
                Print(same.Left, NearLevel, output);
                output.Append(same.Unit is RuleUnit.Sentence ? " SAME/sentence " : " SAME/paragraph ");
                Print(same.Right, TightLevel, output);
                break;
            case Expression.In field:
                output.Append(RuleGrammar.NameOf(field.Field)).Append(':');
                Print(field.Item, TightLevel, output);
                break;
            default:
                PrintCount(expression, output);
                break;
        }
    }

    private static void PrintCount(Expression expression, StringBuilder output)
    {
        switch (expression)
        {
            case Expression.CountOf count:
                output.Append(CultureInfo.InvariantCulture, $"{count.Least} OF (");
                Join(count.Items, ", ", AnyLevel, output);
                break;
            case Expression.Score score:
                output.Append(CultureInfo.InvariantCulture, $"SCORE/{score.Threshold} (");
                for (var i = 0; i < score.Items.Count; i++)
                {
                    output.Append(i > 0 ? ", " : "");
                    Print(score.Items[i], score.Weights[i] == 1 ? AnyLevel : TightLevel, output);
                    if (score.Weights[i] != 1)
                    {
                        output.Append(CultureInfo.InvariantCulture, $"^{score.Weights[i]}");
                    }
                }

                break;
            case Expression.Hits hits:
                output.Append(CultureInfo.InvariantCulture, $"HITS/{hits.Least} (");
                Print(hits.Item, AnyLevel, output);
                break;
        }

        output.Append(')');
    }

    private static void Join(ExpressionList items, string between, int level, StringBuilder output)
    {
        for (var i = 0; i < items.Count; i++)
        {
            output.Append(i > 0 ? between : "");
            Print(items[i], level, output);
        }
    }

    private static int Level(Expression expression) => expression switch
    {
        Expression.Any => AnyLevel,
        Expression.All => AllLevel,
        Expression.Not => NotLevel,
        Expression.Near or Expression.Same => NearLevel,
        _ => TightLevel,
    };
}
