using Microsoft.Net.Http.Headers;

namespace Monitor.Worker.Api.Taxii;

/// <summary>Whether a client takes what TAXII 2.1 answers (section 1.6.8): the version that it names must be this one; none means the newest.</summary>
internal static class TaxiiAccept
{
    public static bool Takes(IHeaderDictionary headers) =>
        headers.Accept.Count == 0
        || (MediaTypeHeaderValue.TryParseList(headers.Accept.ToArray()!, out var types) && types.Any(type => type.Quality is not 0 && Is21(type)));

    private static bool Is21(MediaTypeHeaderValue type) =>
        type.MatchesAllTypes || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type.MatchesAllSubTypes)
        || (type.MediaType.Equals("application/taxii+json", StringComparison.OrdinalIgnoreCase)
            && (type.Parameters.FirstOrDefault(one => one.Name.Equals("version", StringComparison.OrdinalIgnoreCase)) is not { } version
                || HeaderUtilities.RemoveQuotes(version.Value) == "2.1"));
}
