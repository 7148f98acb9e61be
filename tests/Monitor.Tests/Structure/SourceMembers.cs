using System.Text.RegularExpressions;

namespace Monitor.Tests.Structure;

/// <summary>The types and methods of a source file, by the indentation that the formatter holds.</summary>
internal static partial class SourceMembers
{
    /// <summary>The methods with a body in braces, with the line they begin at and the lines they take.</summary>
    public static IEnumerable<(int Line, int Lines)> In(string[] source)
    {
        var types = new Stack<int>();
        for (var i = 0; i < source.Length; i++)
        {
            var indent = source[i].Length - source[i].TrimStart().Length;
            if (source[i].TrimEnd() != source[i][..indent] + "{" || (types.Count > 0 && indent > types.Peek() + 4))
            {
                continue;
            }

            while (types.Count > 0 && indent <= types.Peek())
            {
                types.Pop();
            }

            var first = i;
            while (first > 0 && source[first - 1].Trim() is { Length: > 0 } above
                && above is not ("{" or "}") && !above.StartsWith("//", StringComparison.Ordinal))
            {
                first--;
            }

            if (TypeHead().IsMatch(source[first..i].LastOrDefault(line => TypeHead().IsMatch(line)) ?? ""))
            {
                types.Push(indent);
            }
            else if (!FieldHead().IsMatch(source[i - 1])
                && Array.FindIndex(source, i, line => line.StartsWith(source[i][..indent] + "}", StringComparison.Ordinal)) is var last && last > i)
            {
                yield return (first + 1, last - first + 1);
            }
        }
    }

    /// <summary>The types that stand on their own in a file, with the lines that their declaration takes.</summary>
    public static IEnumerable<(string Name, int Lines)> TypesIn(string[] source)
    {
        for (var i = 0; i < source.Length; i++)
        {
            if (TopLevelType().Match(source[i]) is not { Success: true } type)
            {
                continue;
            }

            var last = i;
            while (!source[last].StartsWith('{') && !source[last].TrimEnd().EndsWith(';'))
            {
                last++;
            }

            if (source[last].StartsWith('{'))
            {
                last = Array.FindIndex(source, last, line => line.StartsWith('}'));
            }

            yield return (type.Groups["name"].Value, last - i + 1);
            i = last;
        }
    }

    [GeneratedRegex(
        @"^\s*((public|internal|private|protected|sealed|static|abstract|partial|readonly|ref|file|unsafe)\s+)*(class|record|struct|interface|enum)\s+\w")]
    private static partial Regex TypeHead();

    /// <summary>A list of data, however long, is no method.</summary>
    [GeneratedRegex(@"\s=(\s+new\b.*)?$")]
    private static partial Regex FieldHead();

    [GeneratedRegex(
        @"^((public|internal|sealed|static|abstract|partial|readonly|ref|file|unsafe)\s+)*"
        + @"((class|record struct|record class|record|struct|interface|enum)\s+(?<name>\w+)|delegate\s+[^(]*?(?<name>\w+)\()")]
    private static partial Regex TopLevelType();
}
