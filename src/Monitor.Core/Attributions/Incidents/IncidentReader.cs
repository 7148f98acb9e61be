using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Incidents;

/// <summary>
/// Reads what happened of the statements of an article: from the sentence that states it, and, where that does not say whom or what it hit,
/// from its neighbours and the title.
/// </summary>
internal sealed class IncidentReader(ArticleContext context, IReadOnlyList<ReadSentence> sentences)
{
    /// <summary>The sentences that may tell what the stating one leaves open, nearest first.</summary>
    private static readonly int[] Neighbours = [1, -1, 2, -2];

    private readonly Dictionary<int, SentenceIncident> _read = [];

    /// <summary>The same statements, with what happened.</summary>
    public IReadOnlyList<Statement> Fill(IReadOnlyList<Statement> statements)
    {
        var filled = statements.Select(statement => statement with { Incident = Read(statement, statements) }).ToList();
        return [.. filled.Select(statement => statement with { Incident = InFull(statement, filled) })];
    }

    /// <summary>A title shortens, and feeds cut it off: where the text states the same and knows what was hit, that holds.</summary>
    private Incident? InFull(Statement statement, List<Statement> all)
    {
        var isCut = statement.Evidence.End <= context.Text.TitleEnd && statement.Incident?.TargetClass is null;
        return isCut && all.Find(other => other.Evidence.Start >= context.Text.TitleEnd && other.AccusedCountry == statement.AccusedCountry
                && other.Polarity == statement.Polarity && other.Incident?.Target is not null
                && other.Accusers.Intersect(statement.Accusers, StringComparer.Ordinal).Any())
            is { } full ? full.Incident! with { Name = statement.Incident?.Name ?? full.Incident.Name } : statement.Incident;
    }

    private Incident? Read(Statement statement, IReadOnlyList<Statement> all)
    {
        var at = IndexOf(statement.Evidence);
        if (at < 0)
        {
            return statement.Incident;
        }

        var said = ReadAt(at, statement);
        foreach (var place in Neighbours.Select(step => at + step).Append(0).Where(place => place >= 0 && place < sentences.Count && place != at))
        {
            if (said.Target is not null)
            {
                break;
            }

            // What another statement says of another deed is not this one's.
            if (!all.Any(other => other.Evidence == SpanOf(place) && IsAnother(other, statement)) && ReadAt(place, statement) is { Target: not null } near)
            {
                said = near with { Name = said.Name ?? near.Name, Means = said.Means ?? near.Means };
            }
        }

        return said.ToIncident(statement.Incident?.Name);
    }

    private static bool IsAnother(Statement other, Statement statement) =>
        other.Polarity is Polarity.Denied
            ? statement.Polarity is not Polarity.Denied && !other.Accusers.Any(id => CountryIn(id) == statement.AccusedCountry)
            : other.AccusedCountry != statement.AccusedCountry && statement.Polarity is not Polarity.Denied
                || other.Family != statement.Family
                || (statement.Polarity is not Polarity.Denied && !other.Accusers.Intersect(statement.Accusers, StringComparer.Ordinal).Any());

    private static string? CountryIn(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private SentenceIncident ReadAt(int place, Statement statement)
    {
        if (!_read.TryGetValue(place, out var read))
        {
            _read.Add(place, read = new SentenceIncidentReader(sentences[place], context.Published).Read());
        }

        return read.For(statement, context.Text);
    }

    private TextSpan SpanOf(int place) => sentences[place].Reading.Sentence.Span;

    private int IndexOf(TextSpan evidence)
    {
        for (var place = 0; place < sentences.Count; place++)
        {
            if (SpanOf(place) == evidence)
            {
                return place;
            }
        }

        return -1;
    }
}
