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

    /// <summary>One word of a film or a match may stand in any report; two, or one in the title or beside the name, may be about one.</summary>
    private const int FrameWeightMax = 2;

    /// <summary>So near to office and name "at the time" is said of them; farther away it is said of a deed.</summary>
    private const int PastReach = 4;

    public IReadOnlyList<OfficeLesson> Read(IReadOnlyList<ReadSentence> sentences, DateTimeOffset? published)
    {
        var read = new List<(ReadSentence Sentence, OfficePhraseReader Reader, List<OfficePhrase> Phrases, PersonName Names)>();
        var weight = 0;
        foreach (var sentence in sentences)
        {
            var names = new PersonName(sentence.Reading, sentence.Mentions);
            var reader = new OfficePhraseReader(sentence.Reading, sentence.Mentions, actors, names);
            var phrases = reader.Find();
            read.Add((sentence, reader, phrases, names));
            weight += WeightOf(sentence, phrases) * (IsTitle(sentence) ? FrameWeightMax : 1);
        }

        var lessons = new List<OfficeLesson>();
        foreach (var (sentence, reader, phrases, names) in read.Where(one => one.Phrases.Count > 0 && !IsElsewhen(one.Sentence.Reading, published)))
        {
            var isUnreal = weight >= FrameWeightMax || WeightOf(sentence, phrases) > 0;
            foreach (var phrase in phrases)
            {
                if ((phrase.Name ?? NameOf(phrase, sentence.Reading, names)) is not { } name || IsPast(sentence.Reading, phrase, name))
                {
                    continue;
                }

                var telling = phrase.IsFormer ? OfficeTelling.Former : isUnreal ? OfficeTelling.Unreal : OfficeTelling.Holds;
                lessons.Add(Lesson(phrase, name, telling, sentence.Reading, published));
                if (telling is OfficeTelling.Holds && reader.Replaced(Math.Max(phrase.End, name.End)) is { } before)
                {
                    lessons.Add(Lesson(phrase, before, OfficeTelling.Former, sentence.Reading, published));
                }
            }
        }

        return [.. lessons.Distinct().Take(LessonsMax)];
    }

    private OfficeLesson Lesson(OfficePhrase phrase, (int First, int End) name, OfficeTelling telling, SentenceReading sentence, DateTimeOffset? published) =>
        new()
        {
            Name = OpenName.Of(sentence, name.First, name.End),
            Owner = phrase.Owner,
            Office = phrase.Office.Id,
            IsOfMany = phrase.Office.IsOfMany,
            Telling = telling,
            BookHolder = published is { } instant
                ? book.HolderOf(phrase.Owner, phrase.Office.Id, DateOnly.FromDateTime(instant.UtcDateTime)) : null,
            Evidence = sentence.Sentence.Span,
            Phrase = new TextSpan(
                sentence.Text.Tokens[Math.Min(phrase.First, name.First)].Start, sentence.Text.Tokens[Math.Max(phrase.End, name.End) - 1].End),
        };

    /// <summary>How much the sentence's words speak for a film, a game or a match; those of an office ("director", "défense") do not count.</summary>
    private static int WeightOf(ReadSentence sentence, List<OfficePhrase> phrases) => sentence.Reading.FrameHits.Count == 0 ? 0 : sentence.Reading.FrameHits
        .Where(hit => !phrases.Exists(phrase => phrase.First <= hit.Token && hit.Token < phrase.End)).Sum(hit => hit.Weight);

    private static bool IsTitle(ReadSentence sentence) => sentence.Reading.Sentence.Span.End <= sentence.Reading.Text.TitleEnd;

    /// <summary>A year gone by, a headline of capitals: what stands beside is not said of today.</summary>
    private static bool IsElsewhen(SentenceReading sentence, DateTimeOffset? published) =>
        (published is { } instant && PastReader.NamesEarlierTime(sentence, sentence.First, sentence.End, instant))
        || sentence.Any(sentence.First, sentence.End, WordClass.Imagined) || OpenName.IsHeadline(sentence);

    private static bool IsPast(SentenceReading sentence, OfficePhrase phrase, (int First, int End) name) => sentence.Any(
        Math.Min(phrase.First, name.First) - PastReach, Math.Max(phrase.End, name.End) + PastReach, WordClass.Past);

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
