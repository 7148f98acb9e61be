using Monitor.Text;

namespace Monitor.Stories;

/// <summary>An article on its way into the index.</summary>
/// <param name="Id">Its number, unique in the index.</param>
/// <param name="Outlet">Who published it; the same outlet publishing the same text again makes a revision.</param>
/// <param name="Host">Whose page boilerplate it carries; mostly the host of its address.</param>
/// <param name="Actors">The actors that the tagger found, by id; empty where nothing was tagged.</param>
public sealed record StoryInput(
    long Id, string Outlet, string Host, DateTimeOffset? Published, string Language, TokenizedText Text, IReadOnlyList<string> Actors);
