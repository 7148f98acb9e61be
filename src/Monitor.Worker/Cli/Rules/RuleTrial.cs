using Monitor.Actors;
using Monitor.Articles;
using Monitor.Rules;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Worker.Cli.Rules;

/// <summary>An expression tried out beside the saved rules, whose lists, actors and rules it may name.</summary>
internal static class RuleTrial
{
    private const string Id = "tried-expression";

    /// <exception cref="CommandFailure">The expression is no rule.</exception>
    public static Tagger Tagger(string configFolder, string expression, IReadOnlyList<string> suppress)
    {
        var actors = ActorFile.Load(configFolder);
        var saved = RuleFile.Load(configFolder, actors, SharedOptions.PatternsAllowed());
        try
        {
            var parsed = RuleParser.Parse(expression, saved.PatternsAllowed);
            if (saved.Names(actors).FaultsOf(parsed) is { Count: > 0 } faults)
            {
                throw new RuleException(faults);
            }

            return new Tagger(actors, saved.With(new TopicRule(new RuleDefinition(Id, Id, 0, parsed, suppress), Id, [], [])));
        }
        catch (RuleException refusal)
        {
            throw new CommandFailure(string.Join('\n', refusal.Faults.Select(fault => Shown(fault, expression))), CommandFailure.WrongUsage);
        }
    }

    /// <summary>The faulty line, a caret below the place, and the fault.</summary>
    private static string Shown(RuleFault fault, string expression) =>
        $"{expression.Split('\n')[fault.Line - 1]}\n{new string(' ', fault.Column - 1)}^\n{fault}";

    public static (TokenizedText Text, TopicTag? Topic) Hit(Tagger tagger, ArticleLine article)
    {
        var text = TokenizedText.Of(article.Title, article.Text);
        var tags = tagger.Tag(text, article.Outlet, article.Url, article.Language, article.Published, article.Author);
        return (text, tags.Topics.FirstOrDefault(topic => topic.RuleId == Id));
    }

    /// <summary>The sentences that hold the hits, each once, with the hits in brackets.</summary>
    public static IEnumerable<string> Sentences(TokenizedText text, TopicTag topic)
    {
        foreach (var group in topic.Hits.GroupBy(hit => text.SentenceOf(text.TokensIn(hit).First)))
        {
            var sentence = text.Sentences[group.Key].Span;
            var written = new System.Text.StringBuilder();
            var position = sentence.Start;
            foreach (var hit in group.Where(hit => hit.Start >= position).OrderBy(hit => hit.Start))
            {
                if (hit.Start < position)
                {
                    continue;
                }

                written.Append(text.Value.AsSpan(position, hit.Start - position)).Append('[').Append(hit.Of(text.Value)).Append(']');
                position = hit.End;
            }

            written.Append(text.Value.AsSpan(position, Math.Max(0, sentence.End - position)));
            yield return written.ToString().ReplaceLineEndings(" ");
        }
    }
}
