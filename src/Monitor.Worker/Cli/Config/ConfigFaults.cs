using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Languages;
using Monitor.Tagging;

namespace Monitor.Worker.Cli.Config;

/// <summary>The faults of a config folder, all at once.</summary>
internal static class ConfigFaults
{
    /// <exception cref="CommandFailure">Files of the folder cannot be used; names the faults of all of them.</exception>
    public static void Check(string folder)
    {
        var faults = Of(folder).Distinct().ToList();
        if (faults.Count > 0)
        {
            throw new CommandFailure(string.Join(Environment.NewLine, faults));
        }
    }

    /// <summary>Every fault of the folder's files, each with its place.</summary>
    public static IReadOnlyList<string> Of(string folder)
    {
        var faults = new List<string>(FeedConfig.FaultsOf(folder));
        ActorBook? actors = null;
        Try(() => new LanguageBook(folder).ReadAll());
        Try(() => actors = File.Exists(Path.Combine(folder, ActorFile.FileName)) ? ActorFile.Load(folder) : new ActorBook([], []));

        // Where the actors themselves have faults, nobody can say which of them rules, cues and subscribers may name.
        if (actors is not null)
        {
            Try(() => CheckRules(folder, actors));
            Try(() => AttributionDetector.Load(folder, actors));
            if (faults.Count == 0)
            {
                Try(() => SubscriberFile.Read(folder, actors));
            }
        }

        return faults;

        void Try(Action check)
        {
            try
            {
                check();
            }
            catch (ConfigException found)
            {
                faults.AddRange(found.Faults.Select(fault => fault.ToString()));
            }
        }
    }

    private static void CheckRules(string folder, ActorBook actors)
    {
        var broken = RuleChecks.BrokenExamples(new Tagger(actors, RuleFile.Load(folder, actors, SharedOptions.PatternsAllowed())));
        if (broken.Count > 0)
        {
            throw new ConfigException(RuleFile.FaultsOf(ConfigNode.ReadFile(Path.Combine(folder, RuleFile.FileName)), broken));
        }
    }
}
