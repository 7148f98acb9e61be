using Monitor.Actors;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.Tagging;

/// <summary>The whole register of threat groups beside the checkout, imported over the bundled actors.</summary>
public sealed class GazetteerTests(ITestOutputHelper output)
{
    [Fact]
    public void A_register_of_a_thousand_groups_tags_no_ordinary_words()
    {
        if (SharedFolder.Root is null)
        {
            output.WriteLine("passed over: the evaluation data is not beside the checkout");
            return;
        }

        var written = ConfigNode.ReadFile(Path.Combine(AppContext.BaseDirectory, "config", ActorFile.FileName));
        var listed = new[] { "threat-actor.json", "microsoft-activity-group.json", "intelligence-agencies.json" }
            .SelectMany(file => ActorRegister.Read(File.ReadAllText(Path.Combine(SharedFolder.Root, "data", "gazetteer", file)))).ToList();
        var plan = ActorImport.Plan(ActorFile.Read(written), listed);
        var tagger = new Tagger(ActorFile.Read(written, ConfigNode.Parse(ActorFile.ImportedFileName, ActorImport.Write(plan))));
        output.WriteLine(
            $"{listed.Count} listed, {plan.New.Count} new, {plan.Extended.Count} extended, {plan.Warnings.Count} warnings, {tagger.PhraseCount} phrases");

        Assert.All(
            [
                "The attackers loaded Cobalt Strike and moved through the network of the hacked firm.",
                "A tick bite made the hacker ill, and a deer tick was found.",
                "The hackers took the lead in the match; lead investigators of the malware gang followed.",
                "Lead and cobalt prices rose while a hacker group waited.",
                "She gave the group an anchor, a leviathan of a ship, and the snake of the malware ring slept.",
            ],
            text => Assert.DoesNotContain(tagger.Tag(TokenizedText.Of(text)).Mentions, mention => mention.Actor.Kind is ActorKind.ThreatGroup));
        Assert.Contains(tagger.Tag(TokenizedText.Of("Researchers said the hacker group Gamaredon and APT28 were behind it.")).Mentions,
            mention => mention.Actor.Kind is ActorKind.ThreatGroup);
    }
}
