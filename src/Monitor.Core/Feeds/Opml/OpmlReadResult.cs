using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Opml;

/// <summary>What became of the bytes of an OPML file.</summary>
public abstract record OpmlReadResult
{
    private OpmlReadResult()
    {
    }

    public sealed record Read(OpmlDocument Document, IReadOnlyList<FeedFault> Faults) : OpmlReadResult;

    public sealed record NotOpml(string Reason) : OpmlReadResult;
}
