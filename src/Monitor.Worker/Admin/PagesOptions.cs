using System.ComponentModel.DataAnnotations;
using Monitor.Config;
using Monitor.Worker.Admin;

[assembly: SettingsSection(typeof(PagesOptions))]

namespace Monitor.Worker.Admin;

/// <summary>The admin pages: where they listen, and under which names they may be asked for.</summary>
public sealed class PagesOptions
{
    public const string Section = "Pages";

    /// <summary>The address the pages listen on. Beyond loopback a start needs an account.</summary>
    [Required]
    public string Address { get; set; } = "http://127.0.0.1:8080";

    /// <summary>
    /// Reading demands a sign-in on loopback too: for pages that a proxy on this machine leads others to. Beyond loopback it always does.
    /// </summary>
    public bool SignInToRead { get; set; }

    /// <summary>
    /// The Host names a request may carry, separated by semicolons; others are refused, so that a hostile page cannot reach the pages
    /// through a name of its own that points to this machine (DNS rebinding).
    /// </summary>
    [Required]
    public string AllowedHosts { get; set; } = "127.0.0.1;localhost;[::1]";

    /// <summary>
    /// The proxies that are believed when they say who asks and how (X-Forwarded-For, X-Forwarded-Proto): addresses or networks such as
    /// 10.0.0.0/8, separated by semicolons. One on this machine too must be named, or any program here could choose its address.
    /// </summary>
    public string TrustedProxies { get; set; } = "";
}
