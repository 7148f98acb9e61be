using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Scenes;

/// <summary>Who speaks where a sentence names nobody: a ministry in its statement, a firm in its report.</summary>
internal static class VoiceOfOutlet
{
    private const int ReachTokens = 6;

    /// <summary>A report says "we found" all along; one such sentence in a long text is a slip of a reporter or a quotation without its marks.</summary>
    private const int SentencesPerFinding = 12;

    private const int SentencesPerFrameWord = 3;

    /// <summary>Null where the outlet reports what others say.</summary>
    public static Party? Of(ActorBook actors, LanguageCues cues, List<ReadSentence> sentences, OutletVoice outlet)
    {
        if (outlet.SpeaksFor is { } speaksFor && actors.Find(speaksFor) is { } office)
        {
            return Speaking(office);
        }

        // Who checks what others say finds all day, and accuses nobody.
        return outlet.Name.Length > 0
            && sentences.Count(sentence => FindsItself(sentence.Reading)) > sentences.Count / SentencesPerFinding
            && sentences.Count(
                sentence => sentence.Reading.FrameHits.Exists(hit => cues.Frames[hit.Frame].IsCheck))
                < Math.Max(1, sentences.Count / SentencesPerFrameWord)
            && !IsPress(outlet.Name, cues)
            ? Speaking(new Actor
            {
                Id = OpenName.OrganizationPrefix + OpenName.Slug(outlet.Name),
                Kind = ActorKind.Organization,
                Name = outlet.Name,
                Country = outlet.Country
            })
            : null;
    }

    /// <summary>"Ministry of Digital Affairs of Poland", "Embassy of … in …": a body that says whose it is speaks for it.</summary>
    public static OutletVoice OfState(ActorBook actors, LanguageCues cues, OutletVoice outlet)
    {
        if (outlet is not { SpeaksFor: null, Country: { } country, Name.Length: > 0 } || actors.State(country) is not { } state)
        {
            return outlet;
        }

        var text = TokenizedText.Of(outlet.Name);
        return text.Sentences.Length == 1 && new SentenceReading(text, text.Sentences[0], cues) is var name
            && name.HeadAt(name.First) is HeadClass.Agency or HeadClass.Government && name.Any(name.First + 1, name.End, WordClass.Preposition)
            && !name.Any(name.First, name.End, WordClass.Press)
            ? outlet with { SpeaksFor = state.Id } : outlet;
    }

    /// <summary>A paper, a wire, a site: its "we" is that of a reporter.</summary>
    private static bool IsPress(string name, LanguageCues cues)
    {
        var text = TokenizedText.Of(name);
        return name.Contains('.', StringComparison.Ordinal) || text.Sentences.Length != 1
            || new SentenceReading(text, text.Sentences[0], cues) is var reading && (reading.Any(reading.First, reading.End, WordClass.Press));
    }

    private static Party Speaking(Actor actor) => new() { First = -1, End = -1, CoreFirst = -1, Actor = actor, Country = actor.Country, IsSelf = true };

    /// <summary>"We assess", "our analysts": outside quotations, and more than "we will bring you".</summary>
    private static bool FindsItself(SentenceReading sentence)
    {
        if (!sentence.HasVoice)
        {
            return false;
        }

        var isQuoted = false;
        for (var token = sentence.First; token < sentence.End; token++)
        {
            isQuoted = sentence.OpensQuoteBefore(token) || (isQuoted && !sentence.ClosesQuoteAfter(token - 1));
            if (sentence.HasAfter(token, ':'))
            {
                // Behind a colon somebody else speaks.
                return false;
            }

            if (isQuoted || !sentence.Is(token, WordClass.Self) || sentence.IsAcronym(token))
            {
                continue;
            }

            for (var next = token + 1; next < Math.Min(token + ReachTokens, sentence.End); next++)
            {
                if (sentence.Is(next, WordClass.Accusing) || sentence.HeadAt(next) is HeadClass.Experts or HeadClass.Document or HeadClass.Staff
                    || sentence.BeginsCue(next, CueKind.Speech) || sentence.BeginsCue(next, CueKind.Accusation))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
