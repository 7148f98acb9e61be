using System.Xml;

namespace Monitor.Feeds.Markup;

/// <summary>
/// The name table of the XML reader, which would otherwise keep every name that a document ever uses: a document with too many of them is
/// no feed that a strict reader has to understand.
/// </summary>
internal sealed class BoundedNames : XmlNameTable
{
    private readonly NameTable _names = new();
    private int _count;

    public override string Add(char[] array, int offset, int length) => Get(array, offset, length) ?? Counted(_names.Add(array, offset, length));

    public override string Add(string array) => Get(array) ?? Counted(_names.Add(array));

    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    public override string? Get(string array) => _names.Get(array);

    private string Counted(string name) => ++_count <= MarkupLimits.NamesMax
        ? name
        : throw new XmlException($"more than {MarkupLimits.NamesMax} different names");
}
