using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Monitor.Storage;

namespace Monitor.Tests.Storage;

/// <summary>Holds that docs/schema.md says what the database is: each table a heading, each column a line below it.</summary>
public sealed class SchemaPaperTests
{
    private const string Heading = "### ";
    private const string Line = "- `";

    [Fact]
    public void The_paper_on_the_schema_names_each_column_once_and_invents_none()
    {
        var written = Written();

        Assert.Empty(Columns().Except(written).Select(column => $"docs/schema.md lacks {column}"));
        Assert.Empty(written.Except(Columns()).Select(column => $"docs/schema.md invents {column}"));
        Assert.Empty(written.GroupBy(column => column).Where(same => same.Count() > 1).Select(same => $"docs/schema.md has {same.Key} twice"));
    }

    private static List<string> Columns()
    {
        Assert.True(DatabaseAddress.TryParse("sqlite:unused.db", out var address));
        using var db = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(1)).CreateDbContext();

        return [.. db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"))];
    }

    private static List<string> Written()
    {
        var (columns, table) = (new List<string>(), "");
        foreach (var line in File.ReadLines(Path.Combine(StructureTests.FindRoot(), "docs", "schema.md")))
        {
            if (line.StartsWith(Heading, StringComparison.Ordinal))
            {
                table = line[Heading.Length..].Trim();
            }
            else if (line.StartsWith(Line, StringComparison.Ordinal))
            {
                columns.Add($"{table}.{line[Line.Length..line.IndexOf('`', Line.Length)]}");
                Assert.True(line.Split("`: ", 2) is [_, { Length: > 0 }], $"docs/schema.md says nothing of {columns[^1]}");
            }
        }

        return columns;
    }
}
