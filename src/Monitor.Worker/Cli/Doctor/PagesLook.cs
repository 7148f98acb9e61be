using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Admin;
using Monitor.Worker.Public;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>Where the pages listen, and who may reach them.</summary>
internal static class PagesLook
{
    public static async Task<IReadOnlyList<DoctorFinding>> AtAsync(Patient patient, CancellationToken stop)
    {
        try
        {
            var address = PagesAddress.Of(patient.Options<PagesOptions>(PagesOptions.Section));
            // A worker of ours that runs holds its ports by right.
            var isOurs = await RunningWorker.IsAtAsync(patient, stop);
            var publicly = patient.Options<PublicPagesOptions>(PublicPagesOptions.Section).EndPoint();
            return
            [
                DoctorFinding.Of(
                    "pages", (isOurs ? null : ListenFault(address.EndPoint, "Pages:Address")) ?? await AccountFaultAsync(patient, address, stop)),
                DoctorFinding.Of("public pages", isOurs || publicly is null ? null : ListenFault(publicly, "PublicPages:Address")),
            ];
        }
        catch (SettingsException fault)
        {
            return [DoctorFinding.Of("pages", fault.Message)];
        }
    }

    private static string? ListenFault(IPEndPoint endPoint, string setting)
    {
        using var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(endPoint);
            listener.Listen();
            return null;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse =>
                    $"port {endPoint.Port} of {endPoint.Address} is taken by another program: end that, or name another port in {setting}",
                SocketError.AddressNotAvailable => $"{endPoint.Address} is no address of this machine: name one of its own in {setting}",
                SocketError.AccessDenied => $"port {endPoint.Port} may only be opened by root: name one from 1024 on in {setting}, and put a proxy before it",
                _ => $"{endPoint} cannot be listened on ({fault.Message.TrimEnd('.')}): see {setting}",
            };
        }
    }

    private static async Task<string?> AccountFaultAsync(Patient patient, PagesAddress address, CancellationToken stop)
    {
        if (address.IsOpenToRead || await DatabaseCheck.FaultAsync(patient.Contexts, stop) is not null)
        {
            return null;
        }

        await using var db = patient.Contexts.CreateDbContext();
        return await db.Set<Account>().AnyAsync(stop)
            ? null
            : "others are to reach the pages (Pages:Address, Pages:SignInToRead), and nobody has an account: 'monitor admin create NAME'";
    }
}
