using Monitor.Attributions.Cues;
using Monitor.Attributions.Learnt;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Attributions;

/// <summary>
/// The detector of the database's cues and actors, compiled anew whenever the tagger is: each change of the config makes a new stamp, and
/// with it a new tagger. A database without cues uses the folder's files. What the news taught of names is asked for again after some seconds.
/// </summary>
public sealed class CurrentDetector(string configFolder, TimeProvider clock) : IDisposable
{
    /// <summary>How long all workers may take to follow what was learnt or judged: asking for each article would cost more than it is worth.</summary>
    public static readonly TimeSpan LearntFollowedWithin = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Current? _current;

    /// <param name="tagger">The one that <see cref="CurrentTagger"/> gave just now.</param>
    /// <exception cref="ConfigException">The database's cues have faults.</exception>
    public async Task<AttributionDetector> GetAsync(MonitorDbContext db, Tagger tagger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        if (_current is { } current && IsOf(current, tagger))
        {
            return current.Detector;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_current is not { } other || !IsOf(other, tagger))
            {
                _current = await RenewedAsync(db, _current, tagger, cancellationToken);
            }

            return _current.Detector;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Whether a file of a config folder holds cues: cues.yaml, cues.de.yaml …</summary>
    public static bool IsCueFile(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return fileName.StartsWith("cues", StringComparison.Ordinal) && fileName.EndsWith(".yaml", StringComparison.Ordinal);
    }

    public void Dispose() => _oneAtATime.Dispose();

    private bool IsOf(Current current, Tagger tagger) => ReferenceEquals(current.Tagger, tagger) && clock.GetUtcNow() - current.AskedAt < LearntFollowedWithin;

    private async Task<Current> RenewedAsync(MonitorDbContext db, Current? current, Tagger tagger, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        var stamp = await db.LearntStampAsync(cancellationToken);
        if (current is not null && ReferenceEquals(current.Tagger, tagger))
        {
            return current.LearntStamp == stamp
                ? current with { AskedAt = askedAt }
                : current with
                {
                    AskedAt = askedAt,
                    LearntStamp = stamp,
                    Detector = current.Detector.With(await db.KnownHoldersAsync(tagger.Actors, cancellationToken)),
                };
        }

        var detector = new AttributionDetector(tagger.Actors, await CuesAsync(db, cancellationToken));
        return new Current(tagger, detector.With(await db.KnownHoldersAsync(tagger.Actors, cancellationToken)), stamp, askedAt);
    }

    private async Task<IReadOnlyList<LanguageCues>> CuesAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var documents = new List<ConfigNode>();
        foreach (var file in (await ConfigStore.FilesAsync(db, cancellationToken)).Where(IsCueFile))
        {
            var text = await ConfigStore.TextAsync(db, file, cancellationToken);
            if (text.Length > 0)
            {
                documents.Add(ConfigNode.Parse(file, text));
            }
        }

        return documents.Count > 0 ? CueFile.Read(documents) : CueFile.Load(configFolder);
    }

    private sealed record Current(Tagger Tagger, AttributionDetector Detector, (long Learnt, long Judged) LearntStamp, DateTimeOffset AskedAt);
}
