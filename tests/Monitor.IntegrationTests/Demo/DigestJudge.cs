using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monitor.Digests;

namespace Monitor.IntegrationTests.Demo;

internal sealed record PlayedDigest(string Subject, DigestContent Content);

/// <param name="Faults">What was written otherwise, the lead's first.</param>
internal sealed record JudgedDigest(string Name, PlayedDigest Digest, List<string> Faults)
{
    public bool IsRight => !Faults.Exists(DigestJudge.IsOfLead);
}

/// <summary>Compares a digest with what was written of it (Running/README.md says what the keys mean).</summary>
/// <param name="names">The written ids of stored articles.</param>
/// <param name="byAddress">The same by the article's address: of several copies all.</param>
internal sealed class DigestJudge(IReadOnlyDictionary<long, string> names, ILookup<string, string> byAddress)
{
    private const string Subject = "subject: ";
    private const string First = "first entry: ";

    public static bool IsOfLead(string fault) => fault.StartsWith(Subject, StringComparison.Ordinal) || fault.StartsWith(First, StringComparison.Ordinal);

    public JudgedDigest Judge(JsonObject written, PlayedDigest? played)
    {
        var name = (string)written["digest"]!;
        var faults = new List<string>();
        if (played is null)
        {
            if (written["sent"] is null)
            {
                faults.Add($"{Subject}no mail");
            }

            return new JudgedDigest(name, new PlayedDigest("(none)", null!), faults);
        }

        var entries = played.Content.Entries;
        faults.AddRange(Texts(written["subject_about"]).Where(pattern => !Is(pattern, played.Subject)).Select(pattern => $"{Subject}lacks {pattern}"));
        if (written["first_entry"] is { } first)
        {
            faults.AddRange(FirstFaults(first, entries.Count == 0 ? null : entries[0]));
        }

        var absent = Texts(written["absent"]).ToHashSet();
        foreach (var entry in entries)
        {
            var leads = Leads(entry).Concat(entry.Further.Select(report => names.GetValueOrDefault(report.ArticleId, "?"))).Where(absent.Contains).Distinct();
            faults.AddRange(leads.Select(id => $"{(written["sent"] is null ? "absent: " : First)}{id} in \"{entry.Title}\""));
        }

        foreach (var chain in written["order"]?.AsArray() ?? [])
        {
            var places = Texts(chain).Select(ids => (Ids: ids, Place: PlaceOf(ids, entries))).ToList();
            faults.AddRange(places.Where(one => one.Place < 0).Select(one => $"order: {one.Ids} stands nowhere"));
            faults.AddRange(places.Zip(places.Skip(1)).Where(pair => pair.First.Place > pair.Second.Place && pair.Second.Place >= 0)
                .Select(pair => $"order: {pair.First.Ids} below {pair.Second.Ids}"));
        }

        faults.AddRange(Texts(written["told"]).Where(ids => PlaceOf(ids, entries) is var place && (place < 0 || entries[place].AlertedAt is null))
            .Select(ids => $"told: {ids} without the mark"));
        return new JudgedDigest(name, played, faults);
    }

    private IEnumerable<string> FirstFaults(JsonNode written, DigestEntry? entry)
    {
        if (entry is null)
        {
            yield return $"{First}there is none";
            yield break;
        }

        if (written["kind"] is { } kind && (string)kind! != (entry.IsEvent ? "attribution" : "story"))
        {
            yield return $"{First}is no {kind}: \"{entry.Title}\"";
        }

        var leads = Leads(entry).ToList();
        if (written["about"] is not null && !Texts(written["about"]).Any(leads.Contains))
        {
            yield return $"{First}leads with {string.Join(", ", leads)}, not with {string.Join("|", Texts(written["about"]))}";
        }

        var news = entry.Event?.News is [var first, ..] ? $"{first.Text} {(first.Quotes is [var quote, ..] ? quote.Text : "")}" : "";
        var said = $"{entry.Title} {news} {entry.Report?.Sentence}";
        foreach (var pattern in Texts(written["new"]).Where(pattern => !Is(pattern, said)))
        {
            yield return $"{First}does not say {pattern}: {said}";
        }
    }

    /// <summary>The articles that an entry leads with: those of its news; of a new event, those that it quotes.</summary>
    private IEnumerable<string> Leads(DigestEntry entry)
    {
        if (entry.Report is { } report)
        {
            return [names.GetValueOrDefault(report.ArticleId, "?")];
        }

        var news = entry.Event!.News.SelectMany(one => one.Quotes).ToList();
        var quotes = news.Count > 0 && entry.Novelty is not DigestNovelty.Event ? news : [.. entry.Event.Quotes];
        return quotes.SelectMany(quote => byAddress[quote.Url ?? ""]);
    }

    private int PlaceOf(string ids, IReadOnlyList<DigestEntry> entries)
    {
        var wanted = ids.Split('|');
        return entries.ToList().FindIndex(entry =>
            entry.ArticleIds.Any(id => wanted.Contains(names.GetValueOrDefault(id))) || Leads(entry).Any(wanted.Contains));
    }

    private static bool Is(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static IEnumerable<string> Texts(JsonNode? list) => list is null ? [] : list.AsArray().Select(one => (string)one!);
}
