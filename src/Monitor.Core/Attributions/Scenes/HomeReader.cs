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
    private const int InstitutionReach = 3;
    private const int LeadSentences = 3;

    public static Actor? Of(ActorBook actors, LanguageCues cues, TokenizedText text, List<ReadSentence> sentences, OutletVoice outlet)
    {
        var code = OfDateline(text, sentences, cues)
            ?? (outlet.SpeaksFor is { } speaksFor ? actors.Find(speaksFor)?.Country : null)
            ?? outlet.Country
            ?? OfOutlet(outlet, cues)
            ?? OfPlaces(text, sentences)
            ?? OfInstitutions(sentences);
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

    /// <summary>"The Sydney Smash": the city in an outlet's name.</summary>
    private static string? OfOutlet(OutletVoice outlet, LanguageCues cues)
    {
        var name = TokenizedText.Of(outlet.Name);
        return name.Sentences.Length == 1 && new SentenceReading(name, name.Sentences[0], cues).Places is [var place, ..] ? place.Country : null;
    }

    /// <summary>"prosecutors in Suwon", "the Vienna court": the first place that an institution is said to be of.</summary>
    private static string? OfInstitutions(List<ReadSentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            if (sentence.Reading.Places.Count == 0 && !sentence.Mentions.Exists(mention => mention.Role is AliasRole.Capital))
            {
                continue;
            }

            var places = sentence.Reading.Places.Select(place => (place.Token, End: place.Token + 1, place.Country))
                .Concat(sentence.Mentions.Where(mention => mention.Role is AliasRole.Capital && mention.Actor.Country is not null)
                    .Select(mention => (Token: mention.FirstToken, End: mention.EndToken, Country: mention.Actor.Country!)))
                .Where(place => IsOfInstitution(sentence.Reading, place.Token, place.End)).OrderBy(place => place.Token).ToList();
            if (places is [var first, ..])
            {
                return first.Country;
            }
        }

        return null;
    }

    private static bool IsOfInstitution(SentenceReading sentence, int first, int end)
    {
        for (var token = first - 1; token >= Math.Max(sentence.First, first - InstitutionReach) && !sentence.BreaksAfter(token); token--)
        {
            if (IsInstitution(sentence, token))
            {
                return true;
            }
        }

        for (var token = end; token < Math.Min(end + InstitutionReach, sentence.End) && !sentence.BreaksAfter(token - 1)
            && sentence.IsCapitalized(token); token++)
        {
            if (IsInstitution(sentence, token))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInstitution(SentenceReading sentence, int token) => sentence.HeadAt(token) is HeadClass.Agency or HeadClass.Officials
        && !sentence.Is(token, WordClass.Mission);

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
            if ((isLeadRead && (codes.Count > 0 || sentence.Number >= LeadSentences))
                || (text.Sentences[sentence.Number].Span.End > text.TitleEnd && codes.Count > 0))
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
