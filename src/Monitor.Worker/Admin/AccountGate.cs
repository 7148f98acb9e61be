using System.Net;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Admin;

/// <summary>Keeps a worker whose pages others can reach from starting while nobody could sign in. Runs before anything listens.</summary>
internal sealed class AccountGate(
    PagesOptions options, PagesAddress address, MonitorDbContextFactory contexts, ILogger<AccountGate> logger) : IHostedLifecycleService
{
    /// <exception cref="SettingsException">Others are to reach the pages, and there is no account.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (address.IsOpenToRead)
        {
            return;
        }

        await using var db = contexts.CreateDbContext();
        if (!await db.Set<Account>().AnyAsync(cancellationToken))
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

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
