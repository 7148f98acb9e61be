using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Reads an article sentence by sentence: what each states, and then what answers it.</summary>
internal sealed class ArticleStatementReader(ArticleContext context)
{
    /// <returns>The sentences in which somebody is or speaks.</returns>
    public IReadOnlyList<Scene> Read(List<ReadSentence> sentences, List<SentenceExplanation>? explanations)
    {
        var scenes = new List<Scene>();
        var outcomesOf = new List<(ReadSentence Sentence, string[] Parties, List<CueOutcome>? Outcomes)>();
        foreach (var sentence in sentences)
        {
            var outcomes = explanations is null ? null : new List<CueOutcome>();
            var groups = PartyReader.Read(sentence.Reading, sentence.Mentions, context.Names).ConvertAll(group => group.WithMembers(context.Actors));
            if (groups.Count > 0 || sentence.Reading.HasVoice)
            {
                if (sentence.Reading.Any(sentence.Reading.First, sentence.Reading.End, WordClass.Charging))
                {
                    context.LastCourtSentence = sentence.Number;
                }

                var scene = Scene.Of(context, sentence.Reading, sentence.Number, groups, outcomes);
                scenes.Add(scene);
                foreach (var statement in new StatementReader(scene).Read())
                {
                    context.Keep(sentence.Number, statement);
                }

                if (outcomes is { Count: 0 } && DecidingPart.Of(scene) is (var part, var reason))
                {
                    outcomes.Add(new CueOutcome(part, null, reason));
                }

                HandOn(scene);
                groups = [.. scene.Roles.Groups];
            }

            if (context.HasInstrument(sentence.Number - 1))
            {
                context.AddToInstruments(sentence.Number - 1, new InstrumentReader(context, sentence.Reading).Following());
            }

            if (explanations is not null)
            {
                outcomesOf.Add((sentence, [.. groups.Select(group => string.Join(" + ", group.Parties))], outcomes));
            }
        }

        foreach (var scene in scenes)
        {
            foreach (var statement in new AnswerReader(scene).Read())
            {
                context.Keep(scene.Number, statement);
            }
        }

        foreach (var (scene, statement) in new AnsweredReader(context, scenes).Read().ToList())
        {
            context.Keep(scene.Number, statement);
        }

        foreach (var (sentence, parties, outcomes) in outcomesOf)
        {
            if (context.Frame is { } frame)
            {
                outcomes?.Add(new CueOutcome("frame " + frame.Id, null, frame.Why));
            }

            explanations?.Add(new SentenceExplanation(sentence.Reading.Sentence.Span, parties, outcomes ?? []));
        }

        return scenes;
    }

    /// <summary>What later sentences refer to: who is charged, who is held to something, whose names are whose, who spoke.</summary>
    private void HandOn(Scene scene)
    {
        if (SuspectReader.Charged(scene) is { Count: > 0 } charged)
        {
            context.Charged = charged;
        }

        foreach (var country in SuspectReader.Of(scene))
        {
            context.Suspect(scene.Number, country);
        }

        foreach (var group in scene.Roles.Groups)
        {
            foreach (var party in group.Parties)
            {
                context.Names.Learn(party);
            }
        }

        if (scene.Sources.Find(source => source.At != Source.Nowhere && source.Parties.Any(party => scene.AsAccuser(party) is not null)) is { } said
            && scene.Sentence.Sentence.Span.End > scene.Sentence.Text.TitleEnd)
        {
            context.LastSpeaker = (scene.Number, said.Parties);
        }

        context.Remember(scene.Number, scene.Sentence, scene.Subject);
    }
}
