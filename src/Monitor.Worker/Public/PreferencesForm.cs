using System.Globalization;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>
/// What stands in the fields of the preferences page: made of a subscriber, or read from what was posted, and turned into settings again. What is
/// posted as it was shown changes nothing. Pure.
/// </summary>
internal sealed record PreferencesForm
{
    public const int TimesMax = 8;
    private const int ListCharactersMax = 4_000;
    private const string DateForm = "yyyy-MM-dd";

    public bool Digest { get; init; }

    public bool Alerts { get; init; }

    public string Pause { get; init; } = "";

    public IReadOnlyList<(string At, IReadOnlyList<DayOfWeek> Days)> Times { get; init; } = [];

    public string Zone { get; init; } = "";

    public DigestLength Length { get; init; } = DigestLength.Normal;

    public string Language { get; init; } = MailWords.English;

    public bool SendWhenEmpty { get; init; }

    public string AtLeast { get; init; } = "1";

    public string Importance { get; init; } = "0";

    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>One name a line, as all lists of this form.</summary>
    public string Actors { get; init; } = "";

    public string Accusers { get; init; } = "";

    public string Accused { get; init; } = "";

    public string Outlets { get; init; } = "";

    public string Languages { get; init; } = "";

    public string Address { get; init; } = "";

    public static PreferencesForm Of(Subscriber subscriber, ReaderNames names, DateTimeOffset now)
    {
        var settings = subscriber.Settings;
        var interests = settings.Interests;
        return new PreferencesForm
        {
            Digest = subscriber.DigestOffAt is null,
            Alerts = subscriber.AlertsOffAt is null,
            Pause = PauseOf(subscriber, now),
            Times = [.. settings.Digests.Select(slot => (slot.Name, slot.Days))],
            Zone = settings.TimeZone,
            Length = settings.Length,
            Language = settings.Language,
            SendWhenEmpty = settings.SendWhenEmpty,
            AtLeast = settings.AtLeast.ToString(CultureInfo.InvariantCulture),
            Importance = interests.Importance.ToString(CultureInfo.InvariantCulture),
            Topics = interests.Topics,
            Actors = Lines(interests.Actors.Select(names.Actor)),
            Accusers = Lines(interests.Accusers.Select(names.Actor)),
            Accused = Lines(interests.Accused.Select(names.Actor)),
            Outlets = Lines(interests.Outlets),
            Languages = Lines(interests.Languages),
            Address = subscriber.NewAddress ?? subscriber.Address,
        };
    }

    public static PreferencesForm Read(IFormCollection form)
    {
        return new PreferencesForm
        {
            Digest = Ticked("digest"),
            Alerts = Ticked("alerts"),
            Pause = Text("pause"),
            Times = [.. Enumerable.Range(1, form.Keys.Count(key => key.StartsWith("time", StringComparison.Ordinal)))
                .Select(number => (Text($"time{number}"), Days(number))).Where(time => time.Item1.Length > 0)],
            Zone = Text("zone"),
            Length = Enum.TryParse<DigestLength>(Text("length"), out var length) && Enum.IsDefined(length) ? length : DigestLength.Normal,
            Language = MailWords.Languages.Contains(Text("language")) ? Text("language") : MailWords.English,
            SendWhenEmpty = Ticked("empty"),
            AtLeast = Text("atLeast"),
            Importance = Text("importance"),
            Topics = [.. form.Keys.Where(key => key.StartsWith("topic-", StringComparison.Ordinal)).Select(key => key[6..])],
            Actors = Text("actors"),
            Accusers = Text("accusers"),
            Accused = Text("accused"),
            Outlets = Text("outlets"),
            Languages = Text("languages"),
            Address = Text("address"),
        };

        string Text(string name) => form[name].ToString().ReplaceLineEndings("\n").Trim();
        bool Ticked(string name) => form.ContainsKey(name);
        IReadOnlyList<DayOfWeek> Days(int number) => [.. Enum.GetValues<DayOfWeek>().Where(day => Ticked($"day{number}-{day}"))];
    }

    /// <summary>The settings that the fields ask for; what cannot be used is named, and then nothing is to be changed.</summary>
    public SubscriberSettings Settings(SubscriberSettings held, ReaderNames names, MailWords words, List<string> faults)
    {
        var interests = held.Interests;
        var settings = held with
        {
            TimeZone = SubscriberConfig.IsTimeZone(Zone) ? Zone : Fault(held.TimeZone, "fault.zone", Zone),
            Digests = [.. Times.Take(Math.Max(TimesMax, held.Digests.Count))
                .Select((time, at) => Slot(time.At, time.Days, held.Digests, at)).OfType<DigestSlot>()],
            Length = Length,
            Language = Language,
            SendWhenEmpty = SendWhenEmpty,
            AtLeast = int.TryParse(AtLeast, NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least is >= 1 and <= 1000
                ? least
                : Fault(held.AtLeast, "fault.number", AtLeast),
            Interests = interests with
            {
                Topics = Same(interests.Topics, Topics),
                Actors = Same(interests.Actors, ActorIds(Actors, interests.Actors)),
                Accusers = Same(interests.Accusers, ActorIds(Accusers, interests.Accusers)),
                Accused = Same(interests.Accused, ActorIds(Accused, interests.Accused)),
                Outlets = Same(interests.Outlets, Items(Outlets)),
                Languages = Same(interests.Languages, Items(Languages)),
                Importance = int.TryParse(Importance, NumberStyles.None, CultureInfo.InvariantCulture, out var importance) && importance is >= 0 and <= 100
                    ? importance
                    : Fault(interests.Importance, "fault.importance", Importance),
            },
        };
        if (!RecipientAddress.IsValid(Address))
        {
            Fault(0, "fault.address", Address);
        }

        return settings;

        T Fault<T>(T instead, string key, string value)
        {
            faults.Add(words.Say(key, MailHtml.Plain(value, 60)));
            return instead;
        }

        DigestSlot? Slot(string at, IReadOnlyList<DayOfWeek> days, IReadOnlyList<DigestSlot> former, int place)
        {
            if (!TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return Fault<DigestSlot?>(null, "fault.time", at);
            }

            // The order of days is that of the file, and says nothing.
            return former.ElementAtOrDefault(place) is { } held && held.Days.ToHashSet().SetEquals(days) ? held with { At = time } : new DigestSlot(time, days);
        }

        // An id that the book has lost is shown as it is, and kept as it is.
        List<string> ActorIds(string lines, IReadOnlyList<string> former) =>
        [
            .. Items(lines).Select(name => names.ActorId(name)
                ?? former.FirstOrDefault(id => string.Equals(id, name, StringComparison.OrdinalIgnoreCase))
                ?? Fault<string?>(null, "fault.actor", name)).OfType<string>(),
        ];

        List<string> Items(string lines)
        {
            if (lines.Length > ListCharactersMax)
            {
                return Fault<List<string>>([], "fault.long", lines);
            }

            return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => MailHtml.Plain(line, 200)).Distinct(StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>
    /// Until when to pause: the first instant of the day, or the instant of that day that is held; null for no pause. A day that is over is none.
    /// </summary>
    public DateTimeOffset? PauseUntil(Subscriber held, TimeZoneInfo zone, DateTimeOffset now, MailWords words, List<string> faults)
    {
        if (Pause.Length == 0)
        {
            return null;
        }

        if (Pause == PauseOf(held, now))
        {
            return held.PausedUntil;
        }

        if (!DateOnly.TryParseExact(Pause, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1900 or > 9000)
        {
            faults.Add(words.Say("fault.date", MailHtml.Plain(Pause, 60)));
            return null;
        }

        var until = DigestTimes.InstantOf(day, TimeOnly.MinValue, zone);
        return until > now ? until.ToUniversalTime() : null;
    }

    private static string PauseOf(Subscriber subscriber, DateTimeOffset now) => subscriber.PausedUntil is { } until && until > now
        ? TimeZoneInfo.ConvertTime(until, subscriber.Settings.Zone()).ToString(DateForm, CultureInfo.InvariantCulture)
        : "";

    /// <summary>The held list where the other names the same: a file's order, and an id that no book knows any more, stay.</summary>
    private static IReadOnlyList<string> Same(IReadOnlyList<string> held, IReadOnlyList<string> posted) =>
        held.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(posted) ? held : posted;

    private static string Lines(IEnumerable<string> items) => string.Join('\n', items);
}
