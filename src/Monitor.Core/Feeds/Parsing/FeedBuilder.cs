using Monitor.Feeds.Html;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>Builds a feed from the elements of a document, whatever the format: one table of meanings, one stack of what is open.</summary>
internal sealed class FeedBuilder(string? baseAddress, FeedFaults faults, int entriesMax) : IMarkupHandler
{
    private const int RootDepthMax = 4;

    private readonly List<Frame> _frames = [];
    private readonly FieldSet _feed = new();
    private readonly FieldWriter _writer = new(baseAddress, faults);
    private readonly NewestEntries _entries = new(entriesMax);
    private readonly FieldCapture _field = new();
    private readonly FieldCapture _part = new();
    private readonly Dictionary<FeedElement, string> _parts = [];
    private FeedElements? _elements;
    private FieldSet? _entry;
    private FieldCapture? _capture;
    private FeedRoot? _root;

    // Inside RDF whose root does not say that it is RSS: its children may.
    private bool _isRdf;

    /// <summary>What each open element is to us.</summary>
    private enum Scope
    {
        Outside,
        Feed,
        Entry,

        /// <summary>Its children are read as if they stood beside it.</summary>
        Passing,

        /// <summary>Its text is one value.</summary>
        Field,

        /// <summary>A value with values inside: a person, a source, an image.</summary>
        Composite,

        /// <summary>One value inside a composite.</summary>
        Part,

        /// <summary>Markup inside a field.</summary>
        Inline,
        Ignored,
    }

    public FeedRoot? Root => _root;

    /// <summary>The first element of the document, in lower case.</summary>
    public string? FirstElement { get; private set; }

    public bool WantsText => _capture is not null;

    private FieldSet Target => _entry ?? _feed;

    public ParsedFeed ToFeed(string encoding)
    {
        _entries.ReportCut(faults);
        return _feed.ToFeed(_root?.Format ?? "", encoding, _entries, faults);
    }

    public void Open(MarkupTag tag)
    {
        FirstElement ??= tag.LocalName.ToLowerInvariant();
        var around = _frames.Count == 0 ? new Frame(Scope.Outside, default, baseAddress, null) : _frames[^1];
        var language = tag.Find(KnownNamespaces.Xml, "lang") is { } named ? NullIfBlank(named) : around.Language;
        var address = tag.Find(KnownNamespaces.Xml, "base") is { } given ? RelativeAddress.Resolve(around.Base, given) : around.Base;
        var frame = around with { Base = address, Language = language, Scope = Scope.Ignored };
        _frames.Add(around.Scope switch
        {
            Scope.Outside => OpenOutside(tag, frame),
            Scope.Field or Scope.Part or Scope.Inline => OpenInline(tag, frame),
            Scope.Composite => OpenPart(tag, frame, around),
            Scope.Ignored => frame,
            _ => OpenElement(tag, frame),
        });
    }

    public void Text(ReadOnlySpan<char> text) => _capture?.Text(text);

    public void Close()
    {
        var frame = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        switch (frame.Scope)
        {
            case Scope.Inline:
                _capture!.Close();
                break;
            case Scope.Part:
                ClosePart(frame);
                break;
            case Scope.Composite:
                _capture = null;
                CloseComposite(frame);
                break;
            case Scope.Field:
                _capture = null;
                CloseField(frame);
                break;
            case Scope.Entry:
                _entries.Add(_entry!.ToEntry());
                _entry = null;
                break;
            default:
                break;
        }
    }

    private Frame OpenOutside(MarkupTag tag, Frame frame)
    {
        if (_root is not null && _isRdf)
        {
            return OpenElement(tag, frame);
        }

        _isRdf |= FeedRoot.IsRdf(tag);
        _root ??= _frames.Count >= RootDepthMax ? null : _isRdf ? FeedRoot.OfRdf(tag) : FeedRoot.Of(tag);
        if (_root is null)
        {
            return frame with { Scope = Scope.Outside };
        }

        _elements = new FeedElements(_root.Namespace);
        if (_isRdf && !FeedRoot.IsRdf(tag))
        {
            return OpenElement(tag, frame);
        }

        if (_root.IsEntry)
        {
            OpenEntry(tag, frame);
            return frame with { Scope = Scope.Entry };
        }

        ReadFeedAttributes(tag, frame);
        return frame with { Scope = Scope.Feed };
    }

    private void ReadFeedAttributes(MarkupTag tag, Frame frame)
    {
        _feed.Language.Offer(frame.Language, 7);
        _writer.OfferLink(_feed, tag["href"], frame.Base, 9);
        if (tag["lastmod"] is { } modified)
        {
            _writer.OfferDate(ref _feed.Updated, modified, 8);
        }
    }

    private Frame OpenElement(MarkupTag tag, Frame frame)
    {
        var meaning = _elements!.Of(tag);
        frame = frame with { Meaning = meaning, Name = tag.LocalName };
        switch (meaning.Element)
        {
            case FeedElement.Feed when _entry is null:
                ReadFeedAttributes(tag, frame);
                return frame with { Scope = Scope.Feed };
            case FeedElement.Entry when _entry is null && _root!.HoldsEntry(tag.LocalName):
                OpenEntry(tag, frame);
                return frame with { Scope = Scope.Entry };
            case FeedElement.Feed or FeedElement.Entry or FeedElement.Unknown or FeedElement.PersonName or FeedElement.PersonMail or FeedElement.PersonPart:
                return frame;
            case FeedElement.Transparent:
                return frame with { Scope = Scope.Passing };
            case FeedElement.MediaContent:
                Target.AddEnclosure(_writer.Address(tag["url"], frame.Base), tag["type"], tag["fileSize"]);
                return frame with { Scope = Scope.Passing };
            case FeedElement.Link when tag["href"] is { } href:
                _writer.ReadLink(
                    Target, LinkAttributes.Of(tag, frame.Language ?? _feed.Language.Value, IsAtom(tag)), href, frame.Base, meaning.Rank);
                return frame;
            case FeedElement.Enclosure:
                Target.AddEnclosure(_writer.Address(tag["url"] ?? tag["href"], frame.Base), tag["type"], tag["length"]);
                return frame;
            case FeedElement.InReplyTo:
                Target.InReplyTo = tag["ref"] ?? tag["href"];
                return frame;
            case FeedElement.Category when (tag["term"] ?? tag["text"]) is { } term:
                Target.AddCategory(term);
                return frame;
            case FeedElement.ImageAddress when tag["href"] is { } image:
                Target.Image.Offer(_writer.Address(image, frame.Base), meaning.Rank);
                return frame;
            case FeedElement.Image or FeedElement.Source or FeedElement.Person:
                return Begin(tag, frame with { Scope = Scope.Composite });
            default:
                return Begin(tag, frame with { Scope = Scope.Field });
        }
    }

    private void OpenEntry(MarkupTag tag, Frame frame)
    {
        _entry = new FieldSet();
        _entry.Language.Offer(frame.Language, 7);
        if ((tag.Find(KnownNamespaces.RdfSyntax, "about") ?? tag["about"]) is { } about)
        {
            // What RSS 1.0 knows an entry by, and mostly its address; an identifier beside it may be the journal's own.
            _entry.Id.Offer(_writer.Address(about, frame.Base), 8);
        }

        _writer.OfferLink(_entry, tag["href"], frame.Base, 8);
        if (tag["lastmod"] is { } modified)
        {
            _writer.OfferDate(ref _entry.Updated, modified, 8);
        }
    }

    private Frame Begin(MarkupTag tag, Frame frame)
    {
        if (frame.Meaning.Element is FeedElement.Id)
        {
            Target.IdIsNoLink = "false".Equals(tag["isPermaLink"], StringComparison.OrdinalIgnoreCase);
        }

        if (frame.Meaning.Element is FeedElement.Source && tag["url"] is { } url)
        {
            Target.SourceLink = _writer.Address(url, frame.Base);
        }

        if (frame.Meaning.Element is FeedElement.Content && tag["src"] is { } source)
        {
            Target.OtherLinks.OfferFirst(_writer.Address(source, frame.Base), 1);
        }

        _capture = _field;
        _parts.Clear();
        _field.Begin(tag, frame.Base, IsAtom(tag));
        return frame;
    }

    private Frame OpenInline(MarkupTag tag, Frame frame)
    {
        _capture!.Open(tag, frame.Base);
        return frame with { Scope = Scope.Inline };
    }

    private Frame OpenPart(MarkupTag tag, Frame frame, Frame composite)
    {
        var element = _elements!.Of(tag).Element;
        if (tag.LocalName.Equals("url", StringComparison.OrdinalIgnoreCase))
        {
            element = composite.Meaning.Element is FeedElement.Image ? FeedElement.ImageAddress : FeedElement.PersonPart;
        }

        if (element is FeedElement.Link && tag["href"] is { } href)
        {
            if (tag["rel"] is null or "alternate")
            {
                _parts.TryAdd(element, _writer.Address(href, frame.Base) ?? "");
            }

            return frame;
        }

        var isPart = composite.Meaning.Element switch
        {
            FeedElement.Person => element is FeedElement.PersonName or FeedElement.PersonMail or FeedElement.PersonPart,
            FeedElement.Source => element is FeedElement.Title or FeedElement.Link,
            _ => element is FeedElement.ImageAddress,
        };
        if (!isPart)
        {
            return composite.Meaning.Element is FeedElement.Person ? OpenInline(tag, frame) : frame;
        }

        _part.Begin(tag, frame.Base, isAtom: true);
        _capture = _part;
        return frame with { Scope = Scope.Part, Meaning = new FeedMeaning(element, 0) };
    }

    private void ClosePart(Frame frame)
    {
        if (_part.ToText() is { } text)
        {
            _parts.TryAdd(frame.Meaning.Element, text);
        }

        _capture = _field;
    }

    private void CloseComposite(Frame frame)
    {
        var parts = _parts;
        switch (frame.Meaning.Element)
        {
            case FeedElement.Person:
                var person = parts.GetValueOrDefault(FeedElement.PersonName) ?? parts.GetValueOrDefault(FeedElement.PersonMail);
                Target.AddAuthor(person ?? (parts.Count == 0 ? PersonText.Name(_field.ToText()) : null), frame.Meaning.Rank);
                break;
            case FeedElement.Source:
                Target.SourceTitle ??= parts.GetValueOrDefault(FeedElement.Title) ?? (parts.Count == 0 ? _field.ToText() : null);
                Target.SourceLink ??= _writer.Address(parts.GetValueOrDefault(FeedElement.Link), frame.Base);
                break;
            default:
                Target.Image.Offer(_writer.Address(parts.GetValueOrDefault(FeedElement.ImageAddress), frame.Base), frame.Meaning.Rank);
                break;
        }
    }

    private void CloseField(Frame frame)
    {
        if (_field.WasCut)
        {
            faults.Add(FeedFaultKind.TooLong, $"<{frame.Name}> is longer than {MarkupLimits.FieldCharactersMax} characters and was cut");
        }

        var rank = frame.Meaning.Rank;
        var target = Target;
        switch (frame.Meaning.Element)
        {
            case FeedElement.Title:
                target.Title.Offer(_field.ToFeedText(mayBeHtml: false), rank);
                break;
            case FeedElement.Summary:
                target.OfferSummary(_field.ToFeedText(mayBeHtml: true), rank, frame.Name);
                break;
            case FeedElement.Content:
                target.Content.Offer(_field.ToFeedText(mayBeHtml: true), rank);
                break;
            default:
                if (_field.ToText() is { } text)
                {
                    _writer.Assign(target, frame.Meaning, text, frame.Base, _root!.IsAtom);
                }

                break;
        }
    }

    private bool IsAtom(MarkupTag tag) => _root!.IsAtom || KnownNamespaces.Of(tag.Namespace) is Vocabulary.Atom;

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private readonly record struct Frame(Scope Scope, FeedMeaning Meaning, string? Base, string? Language, string Name = "");
}
