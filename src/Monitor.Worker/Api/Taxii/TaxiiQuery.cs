using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;

namespace Monitor.Worker.Api.Taxii;

/// <summary>
/// What a client asks of a collection: the filters of TAXII 2.1, section 3.4, and the page of section 3.5. Values of one filter are
/// alternatives, filters narrow each other.
/// </summary>
/// <param name="After">Only what was added later: <c>added_after</c>, or where the page before ended.</param>
/// <param name="Versions">Only objects whose newest version is one of these; null for any. Older versions are not kept.</param>
/// <param name="Nothing">No object can match, as with another <c>match[spec_version]</c> than 2.1.</param>
internal sealed record TaxiiQuery(
    DateTimeOffset? After, int Limit, IReadOnlyList<string>? Ids, IReadOnlyList<string>? Types, IReadOnlyList<DateTimeOffset>? Versions, bool Nothing)
{
    /// <summary>What a page holds at most, and where nobody asks for less.</summary>
    public const int LimitMax = 500;

    private const int ValuesMax = 100;
    private const string SpecVersion = "2.1";

    /// <summary>Reads a query; the parts that an endpoint does not take are refused, since passing them over would answer too much.</summary>
    /// <param name="filters">The names inside match[…] that the endpoint takes.</param>
    /// <returns>The query, or why it is none.</returns>
    public static (TaxiiQuery? Query, string? Fault) Read(IQueryCollection asked, params string[] filters)
    {
        var query = new TaxiiQuery(null, LimitMax, null, null, null, Nothing: false);
        foreach (var (name, given) in asked)
        {
            var fault = given.Count != 1 ? $"{name} stands more than once" : name switch
            {
                "added_after" => Instant(given[0]!, out var after) ? Take(query with { After = Later(query.After, after) })
                    : $"added_after={given[0]} is no instant",
                "next" => Position(given[0]!) is { } at ? Take(query with { After = Later(query.After, at) })
                    : $"next={given[0]} was not given by this server",
                "limit" => int.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
                    ? Take(query with { Limit = Math.Min(limit, LimitMax) })
                    : $"limit={given[0]} is no positive number",
                _ when Filter(name) is { } filter => filters.Contains(filter) ? Matching(filter, given[0]!.Split(',', StringSplitOptions.TrimEntries))
                    : $"{name} does not go with this address; match[…] takes {string.Join(", ", filters)}",
                _ => null,
            };
            if (fault is not null)
            {
                return (null, fault);
            }
        }

        return (query, null);

        string? Take(TaxiiQuery narrowed)
        {
            query = narrowed;
            return null;
        }

        string? Matching(string filter, string[] values)
        {
            if (values.Length > ValuesMax)
            {
                return $"match[{filter}] has more than {ValuesMax} values";
            }

            return filter switch
            {
                "id" => Take(query with { Ids = values }),
                "type" => Take(query with { Types = values }),
                "spec_version" => Take(query with { Nothing = query.Nothing || !values.Contains(SpecVersion) }),
                _ => MatchingVersion(values),
            };
        }

        // The newest version is the only one that is kept: the first, the last and all of them.
        string? MatchingVersion(string[] values)
        {
            var words = values.Where(value => value is "first" or "last" or "all").ToList();
            var instants = values.Except(words).Select(value => Instant(value, out var at) ? at : (DateTimeOffset?)null).ToList();
            return instants.Contains(null) ? "match[version] takes first, last, all and instants"
                : Take(words.Count > 0 ? query : query with { Versions = [.. instants.OfType<DateTimeOffset>()] });
        }
    }

    /// <summary>Where the next page begins, as <c>next</c> says it.</summary>
    public static string NextAfter(DateTimeOffset addedAt)
    {
        Span<byte> ticks = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(ticks, addedAt.UtcTicks);
        return Base64Url.EncodeToString(ticks);
    }

    private static DateTimeOffset? Position(string next)
    {
        Span<byte> ticks = stackalloc byte[sizeof(long)];
        return next.Length == 11 && Base64Url.TryDecodeFromChars(next, ticks, out var written) && written == sizeof(long)
            && BinaryPrimitives.ReadInt64BigEndian(ticks) is >= 0 and var at && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(at, TimeSpan.Zero)
            : null;
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private static string? Filter(string name) => name.StartsWith("match[", StringComparison.Ordinal) && name.EndsWith(']') ? name[6..^1] : null;

    /// <summary>RFC 3339 in UTC, as TAXII writes instants (section 3.2 of RFC 3339 leaves other zones; TAXII does not).</summary>
    private static bool Instant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
}
