using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Statements;

/// <summary>
/// An answer tells that somebody was accused, also where nothing of the accusation was understood: of whoever answers, by whoever spoke last before
/// on another side. Where nobody did, nobody is presumed to: who is told that Australia accuses must be able to read that it did.
/// </summary>
internal sealed class AnsweredReader(ArticleContext context, List<Scene> scenes)
{
    private static readonly Cue Rule = new() { Id = "answered", Kind = CueKind.Accusation, Forms = [], Weight = 0.45 };

    public IEnumerable<(Scene Scene, Statement Statement)> Read()
    {
        var denials = context.Statements.Where(kept => kept.Statement.Polarity is Polarity.Denied && context.Families.Count > 0).ToList();
        foreach (var (number, denial) in denials)
        {
            if (denial.AccuserCountry is not { } country || !denial.Accusers.All(IsSide)
                || context.Statements.Any(kept => kept.Statement.Polarity is not Polarity.Denied
                && (kept.Statement.AccusedCountry == country || kept.Statement.Accused == denial.Accusers[0])))
            {
                continue;
            }

            if (AccuserOf(number, denial, country) is var (scene, accuser) && (country != context.Home?.Country || !accuser.IsNonstate))
            {
                var made = Made(scene, accuser, denial, country).ToStatement(Rule, scene.Sentence, scene.Roles);
                scene.Note(Rule.Id, "fired", made);
                yield return (scene, made);
            }
        }
    }

    /// <summary>Who spoke of the answering side: the nearest before the answer, in a title's case the first behind.</summary>
    private (Scene Scene, Named Accuser)? AccuserOf(int number, Statement denial, string country)
    {
        var before = scenes.FindAll(scene => scene.Number < number);
        before.Reverse();
        var candidates = before.Count > 0 ? before : scenes.FindAll(scene => scene.Number > number);
        foreach (var scene in candidates.Where(scene => Names(scene, country)))
        {
            var speaker = scene.Sources.SelectMany(source => source.Parties).Select(scene.AsAccuser).OfType<Named>()
                .FirstOrDefault(named => named.Country != country && !denial.Accusers.Contains(named.Id) && IsSomebody(named.Id));
            if (speaker is not null)
            {
                return (scene, speaker);
            }
        }

        return null;
    }

    /// <summary>A state, a firm or a body of a state; what a defendant denies was charged.</summary>
    private static bool IsSide(string id) => !OpenParties.IsPerson(id);

    /// <summary>Whom an answer answers has a name, or holds an office: laboratories and experts find, and accuse in words of their own only.</summary>
    private static bool IsSomebody(string id) => !OpenParties.IsUnnamed(id) || id.StartsWith(OpenParties.UnnamedOfficials, StringComparison.Ordinal);

    private static bool Names(Scene scene, string country) => scene.Roles.Groups.Any(group => group.Parties.Any(party => party.Country == country));

    private static Draft Made(Scene scene, Named accuser, Statement denial, string country)
    {
        var isState = denial.Accusers[0].StartsWith("country:", StringComparison.Ordinal);
        return new Draft
        {
            Accusers = [accuser],
            Accused = new Named(isState ? "country:" + country : denial.Accusers[0], country) { Grain = isState ? AccusedGrain.State : AccusedGrain.Company },
            Act = ActReader.Read(scene.Sentence, null),
            // Whatever was charged, it is known by the answer alone.
            Strength = Drafting.StrengthOf(Rule, [accuser], null, scene.IsAnonymous),
            Polarity = Polarity.Asserted,
            Modality = new Roles.Modality(null, false, false, denial.Past),
        };
    }
}
