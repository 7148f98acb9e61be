using System.Text;
using System.Xml;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Opml;

/// <summary>Builds a feed list from the elements of an OPML file.</summary>
internal sealed class OpmlBuilder(FeedFaults faults) : IMarkupHandler
{
    private const int OutlinesMax = 100_000;

    private readonly List<Open> _open = [];
    private readonly List<OpmlOutline> _roots = [];
    private readonly StringBuilder _title = new();
    private int _outlines;

    public bool IsOpml { get; private set; }

    public string? FirstElement { get; private set; }

    // Only the title of the head: an outline has its texts in attributes.
    public bool WantsText => _open.Count > 0 && _open[^1].Name == "title" && _title.Length < 1_000;

    public OpmlDocument ToDocument() => new(_title.Length == 0 ? null : _title.ToString().Trim(), _roots);

    void IMarkupHandler.Open(MarkupTag tag)
    {
        var name = tag.LocalName.ToLowerInvariant();
        FirstElement ??= name;
        IsOpml |= name == "opml";
        var outline = name == "outline" && ++_outlines <= OutlinesMax ? Outline(tag) : null;
        if (_outlines == OutlinesMax + 1)
        {
            faults.Add(FeedFaultKind.TooManyEntries, $"more than {OutlinesMax} outlines");
        }

        _open.Add(new Open(name, outline, []));
    }

    public void Text(ReadOnlySpan<char> text) => TextRepair.AppendClean(text, _title);

    public void Close()
    {
        var closed = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (closed.Outline is null)
        {
            return;
        }

        var outline = closed.Children.Count == 0 ? closed.Outline : closed.Outline with { Children = closed.Children };
        var parent = _open.FindLastIndex(open => open.Outline is not null);
        (parent < 0 ? _roots : _open[parent].Children).Add(outline);
    }

    private static OpmlOutline Outline(MarkupTag tag)
    {
        var outline = new OpmlOutline();
        var others = new List<OpmlAttribute>();
        foreach (var attribute in tag.Attributes)
        {
            var isOwn = attribute.Namespace == OpmlOutline.MonitorNamespace;
            var value = string.IsNullOrWhiteSpace(attribute.Value) ? null : attribute.Value.Trim();
            switch (attribute.LocalName.ToLowerInvariant())
            {
                case "text" when attribute.Prefix.Length == 0:
                    outline = outline with { Text = value };
                    break;
                case "title" when attribute.Prefix.Length == 0:
                    outline = outline with { Title = value };
                    break;
                case "xmlurl" when attribute.Prefix.Length == 0:
                    outline = outline with { FeedUrl = value };
                    break;
                case "htmlurl" when attribute.Prefix.Length == 0:
                    outline = outline with { SiteUrl = value };
                    break;
                case "type" when attribute.Prefix.Length == 0:
                    break;
                case "outlet" when isOwn:
                    outline = outline with { Outlet = value };
                    break;
                case "speaksfor" when isOwn:
                    outline = outline with { SpeaksFor = value };
                    break;
                case "every" when isOwn:
                    outline = outline with { Every = value };
                    break;
                case "weight" when isOwn:
                    outline = outline with { Weight = value };
                    break;
                case "tried" when isOwn:
                    outline = outline with { IsUntried = value == "no" };
                    break;
                default:
                    AddOther(others, attribute);
                    break;
            }
        }

        return WithLinkedFeed(outline, tag) with { Attributes = others };
    }

    // Older lists say type="link" and url where they mean a feed: that its address looks like one decides.
    private static OpmlOutline WithLinkedFeed(OpmlOutline outline, MarkupTag tag) =>
        outline.FeedUrl is null && "link".Equals(tag["type"]?.Trim(), StringComparison.OrdinalIgnoreCase)
            && tag["url"]?.Trim() is { Length: > 0 } url && FeedPath.IsLikely(url)
            ? outline with { FeedUrl = url }
            : outline;

    // Declarations of namespaces are written anew, and a name that XML does not allow cannot be written back.
    private static void AddOther(List<OpmlAttribute> others, MarkupAttribute attribute)
    {
        var isDeclaration = attribute.Prefix == "xmlns" || attribute.LocalName == "xmlns" || attribute.Namespace == KnownNamespaces.Xml;
        if (isDeclaration || !IsName(attribute.LocalName) || (attribute.Prefix.Length > 0 && (!IsName(attribute.Prefix) || attribute.Namespace.Length == 0))
            || others.Exists(other => other.LocalName == attribute.LocalName && other.Namespace == attribute.Namespace))
        {
            return;
        }

        others.Add(new OpmlAttribute(attribute.Namespace, attribute.Prefix, attribute.LocalName, attribute.Value));
    }

    private static bool IsName(string name)
    {
        if (name.Length == 0 || !XmlConvert.IsStartNCNameChar(name[0]))
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!XmlConvert.IsNCNameChar(character))
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Open(string Name, OpmlOutline? Outline, List<OpmlOutline> Children);
}
