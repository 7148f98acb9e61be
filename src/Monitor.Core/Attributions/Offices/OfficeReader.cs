using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Learnt;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Offices;

/// <summary>
/// Reads from an article who it says speaks for whom, by form and from no list of persons: office and name side by side, and a name that a
/// phrase between commas explains. What is told of another time, of fiction or in doubt teaches nothing.
/// </summary>
internal sealed class OfficeReader(ActorBook actors, BookOffices book)
{
    /// <summary>An article that names more holders of offices is a list, and one outlet cannot fill the table.</summary>
    private const int LessonsMax = 12;

    /// <summary>One word of a film or a match may stand in any report ("director", "défense"); two in one sentence are about one.</summary>
    private const int FrameWeightMax = 2;

    private const WordClass Doubt = WordClass.Past | WordClass.Imagined;

    public IReadOnlyList<OfficeLesson> Read(IReadOnlyList<ReadSentence> sentences, DateTimeOffset? published)
    {
        var lessons = new List<OfficeLesson>();
        foreach (var (_, sentence, mentions, _, _) in sentences)
        {
            if (lessons.Count >= LessonsMax)
            {
                break;
            }

            var phrases = new OfficePhraseReader(sentence, mentions, actors).Find();
            if (phrases.Count == 0 || IsElsewhen(sentence, published))
            {
                continue;
            }

            var names = new PersonName(sentence, mentions);
            foreach (var phrase in phrases)
            {
                if (NameOf(phrase, sentence, names) is { } name)
                {
                    lessons.Add(Lesson(phrase, name, sentence, published));
                }
            }
        }

        return [.. lessons.Distinct().Take(LessonsMax)];
    }

    private OfficeLesson Lesson(OfficePhrase phrase, (int First, int End) name, SentenceReading sentence, DateTimeOffset? published) => new()
    {
        Name = OpenName.Of(sentence, name.First, name.End),
        Owner = phrase.Owner,
        Office = phrase.Office.Id,
        IsOfMany = phrase.Office.IsOfMany,
        IsFormer = phrase.IsFormer,
        BookHolder = published is { } instant ? book.HolderOf(phrase.Owner, phrase.Office.Id, DateOnly.FromDateTime(instant.UtcDateTime)) : null,
        Evidence = sentence.Sentence.Span,
        Phrase = new TextSpan(
            sentence.Text.Tokens[Math.Min(phrase.First, name.First)].Start, sentence.Text.Tokens[Math.Max(phrase.End, name.End) - 1].End),
    };

    /// <summary>A year gone by, a headline of capitals, a word of a play or a match: what stands beside is not said of today.</summary>
    private static bool IsElsewhen(SentenceReading sentence, DateTimeOffset? published) =>
        (published is { } instant && PastReader.NamesEarlierTime(sentence, sentence.First, sentence.End, instant))
        || sentence.Any(sentence.First, sentence.End, Doubt) || sentence.FrameHits.Sum(hit => hit.Weight) >= FrameWeightMax || OpenName.IsHeadline(sentence);

    private static (int First, int End)? NameOf(OfficePhrase phrase, SentenceReading sentence, PersonName names)
    {
        if (phrase.End < sentence.End && !sentence.BreaksAfter(phrase.End - 1))
        {
            return names.From(phrase.End);
        }

        var before = phrase.First - 1;
        while (sentence.Is(before, WordClass.Determiner) && !sentence.BreaksAfter(before))
        {
            before--;
        }

        return Explaining(phrase, before, sentence, names) ?? Apposed(phrase, before, sentence, names);
    }

    /// <summary>"Karin Vallas, the EU's foreign policy chief, …": the phrase explains the name before it, and ends where it does.</summary>
    private static (int First, int End)? Explaining(OfficePhrase phrase, int before, SentenceReading sentence, PersonName names) =>
        sentence.HasAfter(before, ',') && !sentence.Is(phrase.End, WordClass.Conjunction) ? names.Before(before + 1) : null;

    /// <summary>
    /// "the Danish prime minister, Jette Holm, …": not where the phrase belongs to a noun before it ("the wife of the French president, …") or
    /// opens the sentence for somebody else ("In a call with the Danish prime minister, Jens Lund said").
    /// </summary>
    private static (int First, int End)? Apposed(OfficePhrase phrase, int before, SentenceReading sentence, PersonName names) =>
        sentence.HasAfter(phrase.End - 1, ',')
            && (sentence.BreaksAfter(before) || !sentence.Is(before, WordClass.Preposition) || sentence.Is(before, WordClass.According | WordClass.Agent))
            && names.From(phrase.End) is { } name
            && (name.End == sentence.End || sentence.BreaksAfter(name.End - 1)) && !sentence.Is(name.End, WordClass.Conjunction)
            ? name : null;
}
