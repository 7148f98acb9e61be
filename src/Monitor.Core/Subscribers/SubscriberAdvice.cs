namespace Monitor.Subscribers;

/// <summary>What of a subscribers file has no effect: no fault, but hardly meant. Pure.</summary>
public static class SubscriberAdvice
{
    /// <summary>One line each: whom it is about, what, and why it has no effect.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<SubscriberEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return [.. entries.SelectMany(entry => Of(entry.Settings).Select(advice => $"{SubscriberConfig.FileName}: {entry.Name}: {advice}"))];
    }

    private static IEnumerable<string> Of(SubscriberSettings settings)
    {
        var used = settings.Alerts.Select(rule => rule.Channel).Concat(settings.DigestChannels).ToHashSet(StringComparer.Ordinal);
        foreach (var channel in settings.Channels.Where(channel => !used.Contains(channel.Name)))
        {
            yield return $"nothing is sent to the {channel.Kind} \"{channel.Name}\": no alert names it as its channel, and no digest goes there";
        }

        for (var i = 0; i < settings.Alerts.Count; i++)
        {
            var rule = settings.Alerts[i];
            if (settings.Alerts.Where((other, at) => at != i && Covers(other, rule) && (at < i || !Covers(rule, other))).FirstOrDefault() is { } wider)
            {
                yield return $"the alert \"{rule.Name}\" tells nothing that \"{wider.Name}\" does not tell as well, on the same channel";
            }
        }

        if (settings is { FeedTroubles: true, Digests.Count: 0 })
        {
            yield return "\"feeds\" has no effect without a time under \"digests\"";
        }
    }

    /// <summary>Whether a rule asks, at any hour, for all that another one asks for.</summary>
    private static bool Covers(AlertRule wide, AlertRule narrow) =>
        wide.Channel == narrow.Channel
        && wide.QuietHours is null
        && Holds(wide.Accusers, narrow.Accusers) && Holds(wide.Accused, narrow.Accused) && Holds(wide.ActClasses, narrow.ActClasses)
        && Holds(wide.Outlets, narrow.Outlets) && Holds(wide.Languages, narrow.Languages)
        && (wide.AlsoUnknownAccusers || !narrow.AlsoUnknownAccusers)
        && wide.MinimumStrength <= narrow.MinimumStrength
        && wide.MinimumIndependentReports <= narrow.MinimumIndependentReports;

    /// <summary>An empty list does not limit.</summary>
    private static bool Holds(IReadOnlyList<string> wide, IReadOnlyList<string> narrow) =>
        wide.Count == 0 || (narrow.Count > 0 && narrow.All(item => wide.Contains(item, StringComparer.OrdinalIgnoreCase)));
}
