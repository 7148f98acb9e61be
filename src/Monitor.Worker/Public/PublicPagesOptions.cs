using System.Net;
using Monitor.Config;
using Monitor.Worker.Public;
using Monitor.Worker.Settings;

[assembly: SettingsSection(typeof(PublicPagesOptions))]

namespace Monitor.Worker.Public;

/// <summary>The pages behind the signed links in subscribers' mails: where they listen, apart from the admin pages.</summary>
public sealed class PublicPagesOptions
{
    public const string Section = "PublicPages";

    /// <summary>
    /// The address to listen on, such as http://127.0.0.1:8081; empty for none. Delivery:PublicUrl says under which address others reach it,
    /// through a proxy with TLS.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>
    /// Whether strangers may ask for mails on /sign-up of that address; each gets one link to confirm, and what they say of stories does not count.
    /// </summary>
    public bool SignUp { get; set; }

    /// <summary>Where to listen; null for nowhere.</summary>
    /// <exception cref="SettingsException">It is no address to listen on.</exception>
    internal IPEndPoint? EndPoint() =>
        Address.Length == 0 ? null
        : Uri.TryCreate(Address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.AbsolutePath == "/"
            && IPAddress.TryParse(uri.Host == "localhost" ? "127.0.0.1" : uri.Host.Trim('[', ']'), out var address) ? new IPEndPoint(address, uri.Port)
        : throw new SettingsException(
            $"PublicPages:Address is \"{Address}\": an address such as http://127.0.0.1:8081 is expected, with a number for the machine");
}
