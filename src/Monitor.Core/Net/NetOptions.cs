using System.ComponentModel.DataAnnotations;
using System.Net;
using Monitor.Config;
using Monitor.Net;

[assembly: SettingsSection(typeof(NetOptions))]

namespace Monitor.Net;

/// <summary>How Monitor appears and behaves on the net.</summary>
public sealed class NetOptions : IValidatableObject
{
    public const string Section = "Net";

    /// <summary>Where a publisher reaches the operator, a mail or web address: part of the User-Agent of every request.</summary>
    [Required, StringLength(200, MinimumLength = 3)]
    public string Contact { get; init; } = "operator without a contact address";

    /// <summary>Networks that are not public but may be asked all the same, such as "10.20.0.0/16", separated by semicolons.</summary>
    public string PrivateNetworks { get; init; } = "";

    /// <summary><see cref="PrivateNetworks"/>, one by one.</summary>
    public IReadOnlyList<string> PrivateNetworkList =>
        PrivateNetworks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The outbound proxy, empty for none, such as "http://proxy.example.org:3128". It resolves names itself, so it must guard private
    /// addresses too.
    /// </summary>
    public string Proxy { get; init; } = "";

    /// <summary>One honest name for every request, with the address of who runs it.</summary>
    public string UserAgent => $"Monitor/1.0 (feed reader; {Contact})";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var network in PrivateNetworkList.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return new ValidationResult(
                $"\"{network}\" is no network such as 10.20.0.0/16 (bits behind the prefix must be zero)",
                [nameof(PrivateNetworks)]);
        }

        if (Contact.Any(character => char.IsControl(character) || character > '~' || character is '(' or ')'))
        {
            yield return new ValidationResult("only printable ASCII without brackets goes into a header", [nameof(Contact)]);
        }

        if (Proxy.Length > 0 && !(Uri.TryCreate(Proxy, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks5"))
        {
            yield return new ValidationResult("this is no address such as http://proxy.example.org:3128", [nameof(Proxy)]);
        }
    }
}
