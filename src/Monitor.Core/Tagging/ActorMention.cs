using Monitor.Actors;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>An actor named in a text.</summary>
/// <param name="Role">
/// How it is named. A capital that stands for its government is a <see cref="AliasRole.Metonym"/>; one that is only a place ("in Beijing")
/// stays a <see cref="AliasRole.Capital"/>.
/// </param>
public sealed record ActorMention(Actor Actor, AliasRole Role, TextSpan Span, int FirstToken, int EndToken)
{
    /// <summary>Why this reading was chosen where the words have several; null where they have one.</summary>
    public string? Reading { get; init; }
}
