using Monitor.Config;
using Monitor.Rules;
using Monitor.Rules.Phrases;
using Monitor.Tagging;

namespace Monitor.Worker.Admin.Rules;

/// <summary>What is known about a draft before it meets an article.</summary>
/// <param name="Rule">Null where there are faults.</param>
/// <param name="Broken">Pinned examples that would not hold: its own, and those of rules that name it.</param>
public sealed record RuleCheck(TopicRule? Rule, IReadOnlyList<DraftFault> Faults, IReadOnlyList<BrokenExample> Broken, IReadOnlyList<string> Advice)
{
    public bool MaySave => Faults.Count == 0 && Broken.Count == 0;

    /// <summary>Looks over a draft beside the saved rules.</summary>
    public static RuleCheck Of(RuleDraft draft, Tagger saved)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(saved);
        var faults = FaultsOf(draft, saved).ToList();
        TopicRule? rule = null;
        if (faults.Count == 0)
        {
            try
            {
                rule = RuleFile.ReadDraft(ConfigNode.Parse("the rule", draft.ToYaml()), saved.Actors, saved.Rules);
            }
            catch (ConfigException refusal)
            {
                faults.AddRange(refusal.Faults.Select(fault => DraftFault.In("", fault.Reason)));
            }
        }

        if (rule is null)
        {
            return new RuleCheck(null, faults, [], []);
        }

        var tagger = new Tagger(saved.Actors, saved.Rules.With(rule));
        return new RuleCheck(
            rule, [], BrokenBy(tagger, saved, rule.Id),
            [.. RuleChecks.Advice(tagger).Where(advice => advice.Subject == rule.Id).Select(advice => advice.Advice)]);
    }

    /// <summary>Pinned examples that hold no more: those of the rule, and of others only if they held before.</summary>
    public static IReadOnlyList<BrokenExample> BrokenBy(Tagger changed, Tagger saved, string ruleId)
    {
        var broken = RuleChecks.BrokenExamples(changed);
        if (broken.All(example => example.RuleId == ruleId))
        {
            return broken;
        }

        var before = RuleChecks.BrokenExamples(saved);
        return [.. broken.Where(example => example.RuleId == ruleId || !before.Contains(example))];
    }

    private static IEnumerable<DraftFault> FaultsOf(RuleDraft draft, Tagger saved)
    {
        if (draft.Name.Length == 0)
        {
            yield return DraftFault.In("name", "the rule needs a name for readers");
        }

        foreach (var phrase in draft.Suppress.Where(phrase => Phrase.Of(phrase) is null))
        {
            yield return DraftFault.In("suppress", $"\"{phrase}\" must have 1 to {Phrase.WordsMax} words");
        }

        IReadOnlyList<RuleFault> faults;
        try
        {
            // A rule that names itself is known, so that the check for circles can tell it so.
            var names = saved.Rules.Names(saved.Actors);
            faults = (names with { Rules = [.. names.Rules, draft.Id] }).FaultsOf(RuleParser.Parse(draft.When, saved.Rules.PatternsAllowed));
        }
        catch (RuleException refusal)
        {
            faults = refusal.Faults;
        }

        foreach (var fault in faults)
        {
            yield return DraftFault.Of(fault, draft.When);
        }
    }
}
