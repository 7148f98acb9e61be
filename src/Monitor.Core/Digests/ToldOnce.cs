using Monitor.AttributionEvents.Summaries;

namespace Monitor.Digests;

/// <summary>Keeps a sentence from standing twice in a mail: quoted by an entry, it neither is quoted nor opens a report further down.</summary>
internal sealed class ToldOnce
{
    /// <summary>"We deny it." may be said twice.</summary>
    private const int LettersMin = 20;

    private readonly List<string> _said = [];

    /// <summary>The entry without what entries before it say; in the order of the mail.</summary>
    public DigestEntry Of(DigestEntry entry)
    {
        if (entry.Event is { } summary)
        {
            entry = entry with
            {
                Event = summary with
                {
                    News = [.. summary.News.Select(news => news with { Quotes = [.. news.Quotes.Where(IsNew)] })],
                    Quotes = [.. summary.Quotes.Where(IsNew)],
                    Answers = [.. summary.Answers.Where(IsNew)],
                },
            };
        }

        return entry.Report is { Sentence.Length: > 0 } report && !Say(report.Sentence) ? entry with { Report = report with { Sentence = "" } } : entry;
    }

    private bool IsNew(Quote quote) => Say(quote.Text);

    private bool Say(string sentence)
    {
        var plain = string.Concat(sentence.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        if (plain.Length < LettersMin)
        {
            return true;
        }

        if (_said.Exists(other => other.Contains(plain, StringComparison.Ordinal) || plain.Contains(other, StringComparison.Ordinal)))
        {
            return false;
        }

        _said.Add(plain);
        return true;
    }
}
