namespace Monitor.Articles.Extraction;

/// <summary>What the class names, ids and roles of an element say about it.</summary>
[Flags]
internal enum PageHints
{
    None = 0,

    /// <summary>Names such as "article-body", "entry", "content".</summary>
    Body = 1,

    /// <summary>Names of parts that are beside the article: navigation, comments, advertising, teasers.</summary>
    Beside = 2,

    /// <summary>Names of parts that stand inside an article's body and yet are not its text: sharing, related links, newsletter boxes.</summary>
    Inset = 4,

    /// <summary>Captions and credits of pictures.</summary>
    Caption = 8,

    /// <summary>Readers' comments.</summary>
    Comments = 16,

    /// <summary>Questions about cookies and consent.</summary>
    Notice = 32,

    /// <summary>Names that page builders give to any part, text too: they count only against a part that holds little running text.</summary>
    Vague = 64,

    /// <summary>Boxes about the author.</summary>
    About = 128,

    /// <summary>The name of a whole section of readers' comments, not of one.</summary>
    CommentSection = 256,
}
