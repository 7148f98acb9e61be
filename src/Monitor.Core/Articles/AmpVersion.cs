using Monitor.Articles.Extraction;
using Monitor.Net;

namespace Monitor.Articles;

/// <summary>
/// The plainer version of a page (AMP) that outlets offer beside it. It is asked for only where the page itself is a stub, and only on the
/// page's own site: what another site holds is that site's.
/// </summary>
public static class AmpVersion
{
    // Half as much again: a version that only repeats the teaser with its picture's caption is no better.
    private const double LongerFrom = 1.5;

    /// <summary>The address to ask; null where the page is enough, names no such version, names itself, or names another site.</summary>
    public static Uri? ToAsk(ExtractedPage page, Uri address)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(address);
        return ArticleReader.StubBecause(page) is not null
            && Uri.TryCreate(page.AmpUrl, UriKind.Absolute, out var version)
            && IsSameSite(address, version)
            && !WithoutFragment(version).Equals(WithoutFragment(address), StringComparison.Ordinal)
                ? version
                : null;
    }

    /// <summary>The same host, or one below the other; a leading "www" stands for the site itself.</summary>
    public static bool IsSameSite(Uri one, Uri other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var (site, host) = (SiteOf(one), SiteOf(other));
        return site == host || IsBelow(site, host) || IsBelow(host, site);
    }

    /// <summary>The page with the text of its AMP version where that is clearly longer and an article; else the page as it was.</summary>
    public static ExtractedPage Fuller(ExtractedPage page, ExtractedPage version)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(version);
        if (ArticleReader.StubBecause(version) is not null || version.Text.Length < LongerFrom * page.Text.Length)
        {
            return page;
        }

        return version with
        {
            Title = page.Title.Length > 0 ? page.Title : version.Title,
            Byline = page.Byline ?? version.Byline,
            PublishedAt = page.PublishedAt ?? version.PublishedAt,
            CanonicalUrl = page.CanonicalUrl ?? version.CanonicalUrl,
        };
    }

    private static string SiteOf(Uri address)
    {
        var host = WebAddress.HostOf(address);
        return host.StartsWith("www.", StringComparison.Ordinal) ? host["www.".Length..] : host;
    }

    // A host without a dot is a top-level domain or a machine, not the site above others; numbers have nothing above them.
    private static bool IsBelow(string host, string site) =>
        site.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(host) is UriHostNameType.Dns
        && host.EndsWith("." + site, StringComparison.Ordinal);

    private static string WithoutFragment(Uri address) => address.GetLeftPart(UriPartial.Query);
}
