namespace Monitor.Worker.Admin;

/// <summary>A stretch of an article that is own text or not throughout, with what was found in it.</summary>
public sealed record ArticlePiece(string Text, bool IsOwn, IReadOnlyList<TextNote> Notes)
{
    public string Kinds => string.Join(' ', Notes.Select(note => note.Kind).Distinct());

    public string Labels => string.Join("; ", Notes.Select(note => note.Label).Distinct());
}
