using Monitor.Attributions;
using Monitor.Config;
using Monitor.Feeds.Opml;
using Monitor.Languages;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>The config folder, each file as a start would read it: also those that a filled database reads no more.</summary>
internal static class ConfigLook
{
    private const string FeedsFile = "feeds.opml";

    public static DoctorFinding At(string folder)
    {
        try
        {
            new LanguageBook(folder).ReadAll();
            var tagger = Tagger.Load(folder, SharedOptions.PatternsAllowed());
            AttributionDetector.Load(folder, tagger.Actors);
            var subscribers = Path.Combine(folder, SubscriberConfig.FileName);
            if (File.Exists(subscribers))
            {
                SubscriberConfig.Read(subscribers, id => tagger.Actors.Find(id) is not null);
            }

            var feeds = Path.Combine(folder, FeedsFile);
            return File.Exists(feeds) && Opml.Read(File.ReadAllBytes(feeds)) is not OpmlReadResult.Read
                ? DoctorFinding.Of("config", $"{feeds}: this is no OPML; 'monitor feed export FILE' writes what the database holds")
                : DoctorFinding.Of("config", null);
        }
        catch (Exception fault) when (fault is ConfigException or IOException or UnauthorizedAccessException)
        {
            return DoctorFinding.Of("config", fault.Message);
        }
    }
}
