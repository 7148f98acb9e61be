using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Monitor.Net;

namespace Monitor.Articles.Addresses;

/// <summary>
/// An http or https address without what does not belong to its identity: tracking parameters, fragment, credentials, default port.
/// Everything else is kept as it is, order of parameters and trailing slashes too: outlets do tell pages apart by them.
/// </summary>
public readonly record struct CanonicalUrl
{
    /// <summary>A longer address is none that a reader could have typed or a server would take.</summary>
    public const int CharactersMax = 4096;

    // Parameters of campaigns, click counters and sharing buttons, as analytics products document them. Ambiguous names ("ref", "id",
    // "source", "p") stay: to some outlet they are the article.
    private static readonly FrozenSet<string> TrackingNames = new[]
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "li_fat_id", "epik",
        "srsltid", "igshid", "igsh", "mibextid", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp",
        "hsctatracking", "vero_id", "vero_conv", "oly_enc_id", "oly_anon_id", "wickedid", "s_cid", "s_kwcid", "ncid", "icid", "cmpid",
        "xtor", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "wt_mc", "wtmc", "wt.mc_id", "wt_zmc", "ref_src",
        "ref_url", "spm", "scm", "rb_clickid", "trk", "trkcampaign", "__twitter_impression", "ftag", "ftcamp", "dicbo", "guccounter",
        "guce_referrer", "guce_referrer_sig", "smid", "smtyp", "soc_src", "soc_trk", "tblci", "ob_click_id", "outputtype", "cvid",
        "_openstat", "action_object_map", "action_type_map", "action_ref_map", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref",
        "_ga", "_gl", "sr_share", "echobox", "taid", "nr_email_referer", "mbid", "cndid", "at_medium", "at_campaign", "sh_kit", "share_id",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] TrackingPrefixes =
        ["utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "at_custom", "at_link", "at_bbc", "at_ptr", "oft_", "itm_", "vero_", "elq"];

    // Names that can be the article, or say where its reader came from: from a feed.
    private static readonly FrozenSet<string> WhereFromNames =
        new[] { "ref", "source", "src", "from", "via", "medium", "cmp", "output", "partner", "campaign", "cid" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Feeds =
        new[] { "rss", "atom", "feed", "rssfeed", "rss_feed", "rss-feed", "newsfeed", "feedly", "xml", "rss2", "googlenews", "google_news" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private CanonicalUrl(string value, string host)
    {
        Value = value;
        Host = host;
    }

    public string Value { get; }

    /// <summary>The host, in lower case and ASCII (punycode).</summary>
    public string Host { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out CanonicalUrl url)
    {
        url = default;
        if (string.IsNullOrWhiteSpace(text)
            || text.Length > CharactersMax
            || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || WebAddress.HostOf(uri) is not { Length: > 0 } host)
        {
            return false;
        }

        var value = new StringBuilder(uri.AbsoluteUri.Length)
            .Append(uri.Scheme).Append("://")
            .Append(uri.HostNameType is UriHostNameType.IPv6 ? $"[{host}]" : host);
        if (!uri.IsDefaultPort)
        {
            value.Append(':').Append(uri.Port);
        }

        value.Append(uri.AbsolutePath);
        AppendQuery(value, uri.Query);
        url = new CanonicalUrl(value.ToString(), host);
        return true;
    }

    public override string ToString() => Value;

    private static void AppendQuery(StringBuilder value, string query)
    {
        var separator = '?';
        foreach (var part in query.Split('&'))
        {
            // What stands first is behind the question mark: one of its own there would be taken for that the next time.
            var parameter = separator == '?' ? part.TrimStart('?') : part;
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (parameter.Length > 0 && !(equals < 0 ? IsTracking(parameter, "") : IsTracking(parameter[..equals], parameter[(equals + 1)..])))
            {
                value.Append(separator).Append(parameter);
                separator = '&';
            }
        }
    }

    private static bool IsTracking(string name, string value) =>
        TrackingNames.Contains(name)
        || TrackingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || (WhereFromNames.Contains(name) && Feeds.Contains(value));
}
