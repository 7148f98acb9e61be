using Monitor.Actors;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Parties;

/// <summary>
/// What an article itself tells of names: after "Danish Prime Minister Mette Frederiksen" the surname is Denmark, after "the firm Northwall
/// Labs" Northwall is that firm.
/// </summary>
internal sealed class LearntNames
{
    private const int LettersMin = 3;
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Actor>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public LearntNames() => _lookup = _actors.GetAlternateLookup<ReadOnlySpan<char>>();

    public Actor? Find(SentenceReading sentence, int token) => _lookup.TryGetValue(sentence.Text.Folded(token), out var actor) ? actor : null;

    /// <summary>The last word of a person's name, the first of a body's, mean from now on whom the phrase means.</summary>
    public void Learn(Party party)
    {
        if (party is not { Name: { } name, Actor: { } actor, IsThing: false })
        {
            return;
        }

        var words = OpenName.Slug(name).Split('-');
        var word = actor.Kind is ActorKind.Organization or ActorKind.Company && party.Head is Cues.HeadClass.None ? words[0] : words[^1];
        if (word.Length >= LettersMin)
        {
            _actors.TryAdd(word, actor);
        }
    }
}
