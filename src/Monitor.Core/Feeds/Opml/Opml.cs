using System.Text;
using System.Xml;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Opml;

/// <summary>
/// Reads and writes feed lists (OPML 1.0 to 2.0). Reading is as tolerant as that of feeds; what is not understood is kept and written
/// back.
/// </summary>
public static class Opml
{
    public const int BytesMax = 20_000_000;

    private static readonly string[] NeverNested = ["body", "head"];

    /// <summary>Never throws, whatever the bytes.</summary>
    public static OpmlReadResult Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > BytesMax)
        {
            return new OpmlReadResult.NotOpml($"{bytes.Length} bytes, at most {BytesMax} are read");
        }

        var faults = new FeedFaults();
        var (text, _) = FeedEncoding.Decode(bytes.Span, null, faults);
        var prolog = Prolog.Read(text, faults);
        if (prolog.RootStart < 0)
        {
            return new OpmlReadResult.NotOpml("no markup in it");
        }

        var builder = new OpmlBuilder(faults);
        var broken = StrictMarkup.Read(text, prolog.RootStart, prolog.Entities, faults, builder);
        if (broken is not null)
        {
            faults.Add(broken.Kind, broken.Message, new TextPosition(broken.Line, broken.Column));
            builder = new OpmlBuilder(faults);
            new TolerantMarkup(text, prolog.RootStart, prolog.Entities, faults, builder, NeverNested).Read();
        }

        return builder.IsOpml
            ? new OpmlReadResult.Read(builder.ToDocument(), faults.ToList())
            : new OpmlReadResult.NotOpml($"<{builder.FirstElement}> is not the root of an OPML file");
    }

    public static void Write(OpmlDocument document, Stream target)
    {
        ArgumentNullException.ThrowIfNull(document);
        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n" };
        using var writer = XmlWriter.Create(target, settings);
        writer.WriteStartElement("opml");
        writer.WriteAttributeString("version", "2.0");
        writer.WriteAttributeString("xmlns", "monitor", KnownNamespaces.Xmlns, OpmlOutline.MonitorNamespace);
        writer.WriteStartElement("head");
        if (document.Title is not null)
        {
            writer.WriteElementString("title", TextRepair.Clean(document.Title));
        }

        writer.WriteEndElement();
        writer.WriteStartElement("body");
        foreach (var outline in document.Outlines)
        {
            Write(outline, writer);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Write(OpmlOutline outline, XmlWriter writer)
    {
        writer.WriteStartElement("outline");
        WriteAttribute(writer, "text", Written(outline.Name) ?? Written(outline.FeedUrl) ?? "unnamed");
        WriteAttribute(writer, "title", outline.Title);
        WriteAttribute(writer, "type", outline.FeedUrl is null ? null : "rss");
        WriteAttribute(writer, "xmlUrl", outline.FeedUrl);
        WriteAttribute(writer, "htmlUrl", outline.SiteUrl);
        WriteOwn(writer, "outlet", outline.Outlet);
        WriteOwn(writer, "speaksFor", outline.SpeaksFor);
        WriteOwn(writer, "every", outline.Every);
        WriteOwn(writer, "weight", outline.Weight);
        WriteOwn(writer, "tried", outline.IsUntried ? "no" : null);
        foreach (var attribute in outline.Attributes)
        {
            writer.WriteAttributeString(attribute.Prefix, attribute.LocalName, attribute.Namespace, TextRepair.Clean(attribute.Value));
        }

        foreach (var child in outline.Children)
        {
            Write(child, writer);
        }

        writer.WriteEndElement();
    }

    private static void WriteAttribute(XmlWriter writer, string name, string? value)
    {
        if (Written(value) is { } written)
        {
            writer.WriteAttributeString(name, written);
        }
    }

    private static void WriteOwn(XmlWriter writer, string name, string? value)
    {
        if (Written(value) is { } written)
        {
            writer.WriteAttributeString("monitor", name, OpmlOutline.MonitorNamespace, written);
        }
    }

    private static string? Written(string? value) => TextRepair.Clean(value ?? "").Trim() is { Length: > 0 } clean ? clean : null;
}
