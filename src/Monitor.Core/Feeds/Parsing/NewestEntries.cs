using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>The entries of a document, at most so many: the newest by their dates, those without one by their place in the document.</summary>
internal sealed class NewestEntries(int entriesMax)
{
    private readonly List<ParsedEntry> _entries = [];

    /// <summary>All that the document lists.</summary>
    public int Listed { get; private set; }

    public void Add(ParsedEntry entry)
    {
        Listed++;
        _entries.Add(entry);
        if (_entries.Count >= 2L * entriesMax + 1_000)
        {
            Cut();
        }
    }

    /// <summary>Says so when the document lists more than are kept.</summary>
    public void ReportCut(FeedFaults faults)
    {
        if (Listed > entriesMax)
        {
            faults.Add(FeedFaultKind.TooManyEntries, $"{Listed} entries, of which the newest {entriesMax} are kept", default);
        }
    }

    /// <summary>In the order of the document.</summary>
    public IReadOnlyList<ParsedEntry> ToList()
    {
        Cut();
        return _entries;
    }

    private void Cut()
    {
        if (_entries.Count <= entriesMax)
        {
            return;
        }

        // An entry without a date counts as new as the one before it.
        var dates = new DateTimeOffset[_entries.Count];
        var last = DateTimeOffset.MaxValue;
        for (var i = 0; i < _entries.Count; i++)
        {
            last = _entries[i].Published ?? _entries[i].Updated ?? last;
            dates[i] = last;
        }

        var kept = Enumerable.Range(0, _entries.Count).OrderByDescending(i => dates[i]).ThenBy(i => i).Take(entriesMax).Order()
            .Select(i => _entries[i]).ToList();
        _entries.Clear();
        _entries.AddRange(kept);
    }
}
