#pragma warning disable CA1416 // The tests run where files have modes.
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Monitor.Articles;
using Monitor.Storage;
using Monitor.Storage.Machine;
using Monitor.Storage.Sealing;

namespace Monitor.IntegrationTests.Worker;

/// <summary>A worker's folder, sound at first, in which faults are planted by the names of planted-faults.cases.</summary>
internal sealed class PlantedFolder : IDisposable
{
    public PlantedFolder() => Settings = new JsonObject
    {
        ["Storage"] = new JsonObject { ["DataFolder"] = Data, ["SecretsKeyFile"] = Key },
        ["Net"] = new JsonObject { ["Contact"] = "a test on loopback" },
        ["Pages"] = new JsonObject { ["Address"] = $"http://127.0.0.1:{FreePort()}" },
    };

    public string Root { get; } = Directory.CreateTempSubdirectory("monitor-doctor-").FullName;

    public JsonObject Settings { get; }

    public string SqliteFile => Path.Combine(Data, "monitor.db");

    private string Data => Path.Combine(Root, "data");

    private string Key => Path.Combine(Root, "key");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>A worker's folder in which nothing is wrong.</summary>
    public async Task SoundAsync()
    {
        await WriteKeyAsync("a key of more than thirty-two characters");
        await DatabaseSetup.MigrateAsync(new MonitorDbContextFactory(new DatabaseAddress.Sqlite(SqliteFile), TimeSpan.FromSeconds(5)), CancellationToken.None);
    }

    private async Task WriteKeyAsync(string key)
    {
        await using var file = PrivateFiles.Create(Key);
        await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(key));
    }

    public Task WriteSettingsAsync() => File.WriteAllTextAsync(Path.Combine(Root, "appsettings.json"), Settings.ToJsonString());

    /// <summary>Plants a fault; answers what goes on until it is disposed.</summary>
    public async Task<IAsyncDisposable?> PlantAsync(string fault)
    {
        switch (fault)
        {
            case "an option is misspelt":
                await PlantSettingsAsync("{\n \"Net\": { \"Contct\": \"x\" } }");
                break;
            case "a value is out of range":
                await PlantSettingsAsync("{\n \"Schedule\": { \"ReadEvery\": \"5.00:00:00\" } }");
                break;
            case "the settings are no JSON":
                await PlantSettingsAsync("{\n \"Net\": [\n}");
                break;
            case "the database's file of settings is missing":
                Settings["Storage"]!["DatabaseFile"] = Path.Combine(Root, "nowhere");
                break;
            case "a zone is unknown":
                CopyConfig();
                await File.WriteAllTextAsync(
                    Path.Combine(Root, "config", "subscribers.yaml"), "subscribers:\n  - id: desk\n    address: desk@example.org\n    timeZone: Europe/Berlinn\n");
                break;
            case "feeds.opml is no OPML":
                CopyConfig();
                await File.WriteAllTextAsync(Path.Combine(Root, "config", "feeds.opml"), "feeds of ours");
                break;
            case "no key seals the secrets":
                Settings["Storage"]!["SecretsKeyFile"] = "";
                break;
            case "the key's file is missing":
                File.Delete(Key);
                break;
            case "the key is too short":
                await WriteKeyAsync("secret");
                break;
            case "others can read the key":
                File.SetUnixFileMode(Key, PrivateFiles.OwnFile | UnixFileMode.OtherRead);
                break;
            case "another key sealed the secrets":
                await using (var db = new MonitorDbContextFactory(
                    new DatabaseAddress.Sqlite(SqliteFile), TimeSpan.FromSeconds(5), secrets: SecretBox.Of("another key of more than thirty-two characters")).CreateDbContext())
                {
                    db.Add(new Accounts.ProtectionKey { Name = "key-1", Xml = "<key />" });
                    await db.SaveChangesAsync();
                }

                break;
            case "nobody is named as contact":
                Settings.Remove("Net");
                break;
            case "the proxy is down":
                Settings["Net"]!["Proxy"] = "http://127.0.0.1:1";
                break;
            default:
                return await PlantInDatabaseAsync(fault) || PlantInFolders(fault) || PlantInMail(fault) ? null : await PlantInPagesAsync(fault);
        }

        return null;
    }

    private Task PlantSettingsAsync(string json) => File.WriteAllTextAsync(Path.Combine(Root, "appsettings.json"), json);

    private async Task<bool> PlantInDatabaseAsync(string fault)
    {
        switch (fault)
        {
            case "no database was made yet":
                Remove();
                return true;
            case "the database is no database":
                Remove();
                await File.WriteAllTextAsync(SqliteFile, string.Concat(Enumerable.Repeat("all the news of the day ", 500)));
                PrivateFiles.KeepDatabase(SqliteFile);
                return true;
            case "the database is damaged":
                await DamageAsync();
                return true;
            case "migrations are pending":
                Remove();
                await using (var empty = new SqliteConnection($"Data Source={SqliteFile}"))
                {
                    await empty.OpenAsync();
                    await using var command = new SqliteCommand("CREATE TABLE \"Other\" (\"Id\" INTEGER)", empty);
                    await command.ExecuteNonQueryAsync();
                }

                PrivateFiles.KeepDatabase(SqliteFile);
                return true;
            case "no PostgreSQL listens":
                Settings["Storage"]!["Database"] = "postgresql://monitor@127.0.0.1:1/monitor";
                return true;
            case "PostgreSQL has no such user":
                await using (var any = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql))
                {
                    Settings["Storage"]!["Database"] = new UriBuilder(any.Url) { UserName = "no_such_user" }.Uri.AbsoluteUri;
                }

                return true;
            case "PostgreSQL has no such database":
                await using (var any = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql))
                {
                    Settings["Storage"]!["Database"] = new UriBuilder(any.Url) { Path = "no_such_database" }.Uri.AbsoluteUri;
                }

                return true;
            case "the clock is behind":
                await using (var db = new MonitorDbContextFactory(new DatabaseAddress.Sqlite(SqliteFile), TimeSpan.FromSeconds(5)).CreateDbContext())
                {
                    db.Add(new Article { Outlet = "Wire", Title = "Of next year", CollectedAt = DateTimeOffset.UtcNow.AddDays(400) });
                    await db.SaveChangesAsync();
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Overwrites pages in the middle of the file, as a bad disk would.</summary>
    private async Task DamageAsync()
    {
        SqliteConnection.ClearAllPools();
        await using var file = File.OpenWrite(SqliteFile);
        file.Seek(file.Length / 2 / 4096 * 4096, SeekOrigin.Begin);
        await file.WriteAsync(Enumerable.Repeat((byte)0xAB, 16 * 4096).ToArray());
    }

    private void Remove()
    {
        SqliteConnection.ClearAllPools();
        Directory.EnumerateFiles(Data).ToList().ForEach(File.Delete);
    }

    private bool PlantInFolders(string fault)
    {
        switch (fault)
        {
            case "the data folder is a file":
                File.WriteAllText(Path.Combine(Root, "a-file"), "");
                MoveData(Path.Combine(Root, "a-file"));
                return true;
            case "the data folder cannot be written":
                MoveData("/proc/monitor");
                return true;
            case "others can read the database":
                File.SetUnixFileMode(SqliteFile, PrivateFiles.OwnFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
                return true;
            case "others can read the data folder":
                File.SetUnixFileMode(Data, PrivateFiles.OwnFolder | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Another data folder, beside the database and the mails that there are.</summary>
    private void MoveData(string folder)
    {
        (Settings["Storage"]!["Database"], Settings["Storage"]!["DataFolder"]) = ($"sqlite:{SqliteFile}", folder);
        Settings["Delivery"] = new JsonObject { ["Folder"] = Path.Combine(Root, "mail") };
    }

    private bool PlantInMail(string fault)
    {
        var delivery = fault switch
        {
            "no SMTP server is named" => new JsonObject { ["Transport"] = "Smtp" },
            "the password file is missing" => new JsonObject
            {
                ["Transport"] = "Smtp",
                ["SmtpHost"] = "127.0.0.1",
                ["SmtpUser"] = "monitor",
                ["SmtpPasswordFile"] = Path.Combine(Root, "nowhere"),
            },
            "nothing listens at the SMTP port" => new JsonObject { ["Transport"] = "Smtp", ["SmtpHost"] = "127.0.0.1", ["SmtpPort"] = 1 },
            "the SMTP server's name is unknown" => new JsonObject { ["Transport"] = "Smtp", ["SmtpHost"] = "mail.invalid" },
            "the mail folder is a file" => new JsonObject { ["Folder"] = SqliteFile },
            "there is no sendmail" => new JsonObject { ["Transport"] = "Sendmail", ["SendmailPath"] = "/nowhere/sendmail" },
            "a webhook's secret is missing" => new JsonObject { ["WebhookSecretFiles"] = new JsonObject { ["desk"] = Path.Combine(Root, "nowhere") } },
            "links lead nowhere" => new JsonObject { ["PublicUrl"] = "https://monitor.example.org" },
            _ => null,
        };
        if (delivery is not null)
        {
            Settings["Delivery"] = delivery;
        }

        return delivery is not null;
    }

    private async Task<IAsyncDisposable?> PlantInPagesAsync(string fault)
    {
        switch (fault)
        {
            case "the port is taken":
                Settings["Pages"]!["Address"] = Taken(out var other);
                return other;
            case "the public port is taken":
                Settings["PublicPages"] = new JsonObject { ["Address"] = Taken(out other) };
                return other;
            case "the pages' address is another machine's":
                Settings["Pages"]!["Address"] = "http://192.0.2.1:8080";
                await using (var db = new MonitorDbContextFactory(new DatabaseAddress.Sqlite(SqliteFile), TimeSpan.FromSeconds(5)).CreateDbContext())
                {
                    db.Add(Accounts.Account.Create("ana", "harbour lanterns at noon", Accounts.AccountRole.Admin, DateTimeOffset.UtcNow));
                    await db.SaveChangesAsync();
                }

                return null;
            case "others reach the pages and nobody can sign in":
                Settings["Pages"]!["SignInToRead"] = true;
                return null;
            case "a proxy's name stands for its address":
                Settings["Pages"]!["TrustedProxies"] = "proxy.example";
                return null;
            case "no worker runs":
                return null;
            default:
                throw new InvalidOperationException($"nobody knows how to plant: {fault}");
        }
    }

    private static string Taken(out IAsyncDisposable other)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        other = new Silent(listener);
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private void CopyConfig()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "config"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Root, "config", Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "config"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A program that listens and says nothing that anybody understands.</summary>
    private sealed class Silent(TcpListener listener) : IAsyncDisposable
    {
        private readonly Task _hangingUp = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    (await listener.AcceptTcpClientAsync()).Dispose();
                }
            }
            // The last where it stops before it begins to wait.
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
            }
        });

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await _hangingUp;
        }
    }
}
