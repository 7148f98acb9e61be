using Monitor.Actors;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Parties;

/// <summary>
/// What an article itself tells of names: after "Danish Prime Minister Mette Frederiksen" the surname is Denmark, after "the firm Northwall
/// Labs" Northwall is that firm. Before it, what earlier news taught of persons.
/// </summary>
internal sealed class LearntNames
{
    private const int LettersMin = 3;
    private readonly HoldersInText _known;
    private readonly HashSet<string> _surnames = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _surnameLookup;
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Actor>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <param name="known">Whom earlier news taught.</param>
    public LearntNames(HoldersInText known)
    {
        _known = known;
        _lookup = _actors.GetAlternateLookup<ReadOnlySpan<char>>();
        _surnameLookup = _surnames.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Actor? Find(SentenceReading sentence, int token) => _lookup.TryGetValue(sentence.Text.Folded(token), out var actor) ? actor : null;

    /// <summary>Whether the article explained a person of that surname: then it is a name at the head of a sentence too.</summary>
    public bool IsSurname(SentenceReading sentence, int token) => _surnameLookup.Contains(sentence.Text.Folded(token));

    /// <summary>
    /// A person of whom earlier news taught for whom they speak, and the token behind the name. What the article itself explains goes before.
    /// </summary>
    public (Actor Actor, int End)? FindKnown(SentenceReading sentence, int token) =>
        !_known.IsEmpty && sentence.IsCapitalized(token) && Find(sentence, token) is null ? _known.Find(sentence, token) : null;

    /// <summary>The last word of a person's name, the first of a body's, mean from now on whom the phrase means.</summary>
    public void Learn(Party party)
    {
        if (party is not { Name: { } name, Actor: { } actor, IsThing: false })
        {
            return;
        }

        var words = OpenName.Slug(name).Split('-');
        var isBody = actor.Kind is ActorKind.Organization or ActorKind.Company && party.Head is Cues.HeadClass.None;
        var word = isBody ? words[0] : words[^1];
        if (word.Length >= LettersMin && _actors.TryAdd(word, actor) && !isBody && words.Length > 1)
        {
            _surnames.Add(word);
        }
    }
}
