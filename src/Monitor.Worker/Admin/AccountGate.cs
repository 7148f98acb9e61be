using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Admin.Entry;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Admin;

/// <summary>Keeps a worker whose pages others can reach from starting while nobody could sign in. Runs before anything listens.</summary>
internal sealed class AccountGate(
    PagesOptions options, OpenIdOptions openId, PagesAddress address, MonitorDbContextFactory contexts, SetUpLink setUp, IServer server,
    ILogger<AccountGate> logger) : IHostedLifecycleService
{
    /// <exception cref="SettingsException">Others are to reach the pages, and there is no account.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (address.IsOpenToRead)
        {
            return;
        }

        await using var db = contexts.CreateDbContext();
        if (!openId.IsUsed && !await db.Set<Account>().AnyAsync(cancellationToken))
        {
            throw new SettingsException(
                $"Pages:Address is \"{options.Address}\"{(options.SignInToRead ? " with Pages:SignInToRead" : "")}: others are to reach the pages, and there "
                + "is no account to sign in with. Make one with 'monitor admin create NAME' (with the same --settings or --database), or listen on 127.0.0.1");
        }

        if (!IPAddress.IsLoopback(address.EndPoint.Address))
        {
            logger.PagesUnencrypted(options.Address);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Tells the log how the first admin comes to an account.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!openId.IsUsed && server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } listening
            && await setUp.MakeAsync(cancellationToken) is { } path)
        {
            logger.SetUp(new Uri(new Uri(listening), path));
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
