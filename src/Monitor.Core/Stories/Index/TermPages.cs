using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>Packs the terms of articles into shared arrays: six bytes a term, and no object for each article.</summary>
internal sealed class TermPages
{
    private const int PageTerms = 1 << 15;

    private TermPage _page = new(0);
    private int _used;

    /// <summary>Keeps the terms of content; function words tell nothing and are a third of a text.</summary>
    public (TermPage Page, int First, int Count) Keep(ReadOnlySpan<ProfileTerm> terms)
    {
        if (_used + terms.Length > _page.Terms.Length)
        {
            (_page, _used) = (new TermPage(Math.Max(PageTerms, terms.Length)), 0);
        }

        var first = _used;
        foreach (var (term, count, zones) in terms)
        {
            if (!CommonWords.IsFunction(term))
            {
                (_page.Terms[_used], _page.Counts[_used], _page.Zones[_used]) = (term, count, zones);
                _used++;
            }
        }

        return (_page, first, _used - first);
    }
}
