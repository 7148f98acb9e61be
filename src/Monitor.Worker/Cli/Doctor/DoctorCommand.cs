using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Delivery;
using Monitor.Languages;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Tagging;
using Monitor.Worker.Admin;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli.Doctor;

/// <summary><c>monitor doctor</c>: looks at everything a worker needs, and says what to do about what it lacks.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var database = new CommandDatabase();
        var config = SharedOptions.Config();
        var running = new Option<bool>("--running") { Description = "Also ask the running worker for its health; for a container's health check." };
        var mail = new Option<bool>("--mail")
        {
            Description = "Also ask the mail server: greet, upgrade to TLS, sign in, say what it can, and quit without sending.",
        };
        var quiet = new Option<bool>("--quiet") { Description = "Print only what is wrong." };
        var command = new Command("doctor", "Check settings, config, database, folders and mail, and say what to do.") { config, running, mail, quiet };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = database.Settings(parsed);
            var findings = new List<(string What, string? Fault)>
            {
                ("settings", null),
                ("config", ConfigFault(SharedOptions.ConfigFolder(parsed.GetValue(config)))),
                ("database", await DatabaseCheck.FaultAsync(CommandDatabase.Contexts(settings), cancellationToken)),
                ("data folder", FolderFault(settings)),
                ("contact", ContactFault(settings)),
                ("mail", MailFault(settings)),
                ("ways out", await MailChecks.HaltedAsync(settings, cancellationToken)),
                ("pages", await PagesFaultAsync(settings, cancellationToken)),
            };
            if (parsed.GetValue(mail))
            {
                findings.AddRange(await MailChecks.AskAsync(settings, cancellationToken));
            }

            if (parsed.GetValue(running))
            {
                findings.Add(("worker", await WorkerFaultAsync(settings, cancellationToken)));
            }

            foreach (var (what, fault) in findings.Where(finding => finding.Fault is not null || !parsed.GetValue(quiet)))
            {
                Console.WriteLine($"{(fault is null ? "ok   " : "FAULT")}  {what}{(fault is null ? "" : ": " + fault)}");
            }

            return findings.TrueForAll(finding => finding.Fault is null) ? 0 : CommandFailure.Failed;
        });
        return command;
    }

    private static string? ConfigFault(string folder)
    {
        try
        {
            new LanguageBook(folder).ReadAll();
            var tagger = Tagger.Load(folder, SharedOptions.PatternsAllowed());
            AttributionDetector.Load(folder, tagger.Actors);
            var subscribers = Path.Combine(folder, "subscribers.yaml");
            if (File.Exists(subscribers))
            {
                SubscriberConfig.Read(subscribers, id => tagger.Actors.Find(id) is not null);
            }

            return null;
        }
        catch (Exception fault) when (fault is ConfigException or IOException)
        {
            return fault.Message;
        }
    }

    private static string? FolderFault(IConfigurationRoot settings)
    {
        var folder = settings.GetSection(StorageOptions.Section).Get<StorageOptions>()?.DataFolder ?? new StorageOptions().DataFolder;
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"{Path.GetFullPath(folder)} cannot be written: {fault.Message}";
        }
    }

    private static string? ContactFault(IConfigurationRoot settings)
    {
        var net = settings.GetSection(NetOptions.Section).Get<NetOptions>() ?? new NetOptions();
        return net.Contact == new NetOptions().Contact ? "set Net:Contact to an address where publishers reach you" : null;
    }

    private static string? MailFault(IConfigurationRoot settings)
    {
        var delivery = settings.GetSection(DeliveryOptions.Section).Get<DeliveryOptions>() ?? new DeliveryOptions();
        return delivery.Transport switch
        {
            MailTransportKind.Smtp when delivery.SmtpHost.Length == 0 => "Delivery:Transport is Smtp, but Delivery:SmtpHost is empty",
            MailTransportKind.Sendmail when !File.Exists(delivery.SendmailPath) => $"there is no {delivery.SendmailPath} (Delivery:SendmailPath)",
            _ => null,
        };
    }

    private static async Task<string?> PagesFaultAsync(IConfigurationRoot settings, CancellationToken cancellationToken)
    {
        try
        {
            var address = PagesAddress.Of(settings.GetSection(PagesOptions.Section).Get<PagesOptions>() ?? new PagesOptions());
            var contexts = CommandDatabase.Contexts(settings);
            if (address.IsOpenToRead || await DatabaseCheck.FaultAsync(contexts, cancellationToken) is not null)
            {
                return null;
            }

            await using var db = contexts.CreateDbContext();
            return await db.Set<Account>().AnyAsync(cancellationToken)
                ? null
                : "others are to reach the pages (Pages:Address, Pages:SignInToRead), and nobody has an account: 'monitor admin create NAME'";
        }
        catch (SettingsException fault)
        {
            return fault.Message;
        }
    }

    private static async Task<string?> WorkerFaultAsync(IConfigurationRoot settings, CancellationToken cancellationToken)
    {
        var pages = settings.GetSection(PagesOptions.Section).Get<PagesOptions>() ?? new PagesOptions();
        // Whatever interface the pages listen on, this machine reaches them on loopback.
        var address = new UriBuilder(pages.Address) { Host = "127.0.0.1", Path = "/healthz" }.Uri;
        using var http = new HttpClient { Timeout = AnswerWithin };
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return $"no answer at {address}: {fault.Message}";
        }
    }
}
