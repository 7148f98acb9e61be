using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// What an attribution event is about, apart from its time: the root of the accused and a family of acts ("country:CN", "cyber"), or, for an
/// indictment or a sanction, its kind and who issued it ("country:CN", "indictment:country:US").
/// </summary>
public readonly record struct EventKey
{
    /// <summary>The family of an act that the text does not tell.</summary>
    public const string UnknownFamily = "other";

    private const char Separator = '/';

    private EventKey(string accusedRoot, string subject)
    {
        AccusedRoot = accusedRoot;
        Subject = subject;
    }

    /// <summary>The accused with agencies, governments and "its hackers" led back to their state.</summary>
    public string AccusedRoot { get; }

    /// <summary>The family of acts, or the kind of instrument and its issuer.</summary>
    public string Subject { get; }

    /// <summary>An indictment or sanction is an event of its own.</summary>
    public bool IsInstrument => Subject.Contains(':', StringComparison.Ordinal);

    public static EventKey OfFamily(string accusedRoot, string family) => new(accusedRoot, family.Replace(':', '-'));

    /// <summary>
    /// The family of acts is left out on purpose: one outlet calls what is charged espionage, another cybercrime. Two indictments by one
    /// state are told apart by those whom they name, and by time.
    /// </summary>
    public static EventKey OfInstrument(string accusedRoot, AttributionStrength strength, string accuserRoot) =>
        new(accusedRoot, $"{(strength is AttributionStrength.Indictment ? "indictment" : "sanction")}:{accuserRoot}");

    /// <summary>The key that <see cref="ToString"/> wrote.</summary>
    public static EventKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        return separator < 0
            ? throw new FormatException($"no event key: \"{text}\"")
            : new EventKey(text[..separator], text[(separator + 1)..]);
    }

    public override string ToString() => $"{AccusedRoot}{Separator}{Subject}";
}
