using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Scenes;

/// <summary>
/// The state in which an article was written, which its bare institutions ("prosecutors", "the interior ministry") belong to: that of the
/// dateline, else of the outlet, else of the only city that its title and first sentence name.
/// </summary>
internal static class HomeReader
{
    public static Actor? Of(ActorBook actors, LanguageCues cues, TokenizedText text, List<ReadSentence> sentences, OutletVoice outlet)
    {
        var code = OfDateline(text, sentences, cues)
            ?? (outlet.SpeaksFor is { } speaksFor ? actors.Find(speaksFor)?.Country : null)
            ?? outlet.Country
            ?? OfPlaces(text, sentences);
        return code is null ? null : actors.State(code);
    }

    private static string? OfDateline(TokenizedText text, List<ReadSentence> sentences, LanguageCues cues)
    {
        foreach (var sentence in sentences)
        {
            var span = text.Sentences[sentence.Number];
            if (sentence.Dateline.Select(mention => mention.Actor.Country).FirstOrDefault(country => country is not null) is { } country)
            {
                return country;
            }

            if (sentence.First > span.FirstToken && new SentenceReading(text, span with { EndToken = sentence.First }, cues).Places is [var place, ..])
            {
                return place.Country;
            }
        }

        return null;
    }

    private static string? OfPlaces(TokenizedText text, List<ReadSentence> sentences)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var isLeadRead = false;
        foreach (var sentence in sentences)
        {
            codes.UnionWith(sentence.Reading.Places.Select(place => place.Country));
            codes.UnionWith(sentence.Mentions
                .Where(mention => mention.Actor.Country is not null
                    && (mention.Role is AliasRole.Capital || IsOfCourt(sentence.Reading, mention.FirstToken)
                        || (mention.Role is AliasRole.Metonym && sentence.Reading.Is(mention.FirstToken - 1, WordClass.Preposition)
                            && !sentence.Reading.Is(
                                mention.FirstToken - 1, WordClass.Origin | WordClass.For | WordClass.Agent | WordClass.InfinitiveMarker))))
                .Select(mention => mention.Actor.Country!));
            if (isLeadRead || (text.Sentences[sentence.Number].Span.End > text.TitleEnd && codes.Count > 0))
            {
                break;
            }

            isLeadRead = text.Sentences[sentence.Number].Span.End > text.TitleEnd;
        }

        return codes.Count == 1 ? codes.First() : codes.Count == 0 ? OfAllPlaces(sentences) : null;
    }

    /// <summary>"le tribunal correctionnel de Paris".</summary>
    private static bool IsOfCourt(SentenceReading sentence, int capital) => sentence.Is(capital - 1, WordClass.Origin)
        && sentence.Is(capital - 2, WordClass.Charging);

    /// <summary>Where title and lead name no place: the state that all the cities of the text lie in.</summary>
    private static string? OfAllPlaces(List<ReadSentence> sentences)
    {
        var codes = sentences.SelectMany(sentence => sentence.Reading.Places).Select(place => place.Country).ToList();
        return codes.Count > 0 && codes.TrueForAll(code => code == codes[0]) ? codes[0] : null;
    }
}
