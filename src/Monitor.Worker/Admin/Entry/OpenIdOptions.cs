using System.ComponentModel.DataAnnotations;
using Monitor.Config;
using Monitor.Worker.Admin.Entry;
using Monitor.Worker.Settings;

[assembly: SettingsSection(typeof(OpenIdOptions))]

namespace Monitor.Worker.Admin.Entry;

/// <summary>Sign-in by an identity provider (OpenID Connect, code flow with PKCE). Without an authority there is none.</summary>
public sealed class OpenIdOptions
{
    public const string Section = "OpenId";

    /// <summary>The provider's address, whose <c>/.well-known/openid-configuration</c> says the rest; https, or http on this machine.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What the provider knows Monitor as. It wants the address <c>https://YOUR-PAGES/sign-in/open-id/answer</c> too.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>A file with the client's secret; empty for a public client.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>The claim that holds the name: what stands as the author of changes.</summary>
    [Required]
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim that holds the roles, one or many.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The value that makes a viewer; the highest of several counts, and who has none is refused.</summary>
    [Required]
    public string ViewerRole { get; set; } = "monitor-viewer";

    /// <summary>The value that makes an analyst.</summary>
    [Required]
    public string AnalystRole { get; set; } = "monitor-analyst";

    /// <summary>The value that makes an admin.</summary>
    [Required]
    public string AdminRole { get; set; } = "monitor-admin";

    /// <summary>How long a session lasts, used or not: so long at most a role that the provider has taken away lives on.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "12:00:00")]
    public TimeSpan SessionLength { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether people sign in by a provider.</summary>
    internal bool IsUsed => Authority.Length > 0;

    /// <exception cref="SettingsException">The provider's address cannot be one.</exception>
    internal void Check()
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new SettingsException(
                $"OpenId:Authority is \"{Authority}\": an address such as https://login.example.org is expected (http on this machine only)");
        }

        if (ClientId.Length == 0)
        {
            throw new SettingsException("OpenId:ClientId is missing: what the provider at OpenId:Authority knows Monitor as");
        }
    }

    /// <exception cref="SettingsException">The file cannot be read.</exception>
    internal string? ClientSecret()
    {
        try
        {
            return ClientSecretFile.Length == 0 ? null : File.ReadAllText(ClientSecretFile).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"OpenId:ClientSecretFile: {fault.Message}");
        }
    }
}
