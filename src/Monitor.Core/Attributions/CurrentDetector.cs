using Monitor.Attributions.Cues;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Attributions;

/// <summary>
/// The detector of the database's cues and actors, compiled anew whenever the tagger is: each change of the config makes a new stamp, and
/// with it a new tagger. A database without cues uses the folder's files.
/// </summary>
public sealed class CurrentDetector(string configFolder) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private (Tagger Tagger, AttributionDetector Detector)? _current;

    /// <param name="tagger">The one that <see cref="CurrentTagger"/> gave just now.</param>
    /// <exception cref="ConfigException">The database's cues have faults.</exception>
    public async Task<AttributionDetector> GetAsync(MonitorDbContext db, Tagger tagger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        if (_current is { } current && ReferenceEquals(current.Tagger, tagger))
        {
            return current.Detector;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_current is not { } other || !ReferenceEquals(other.Tagger, tagger))
            {
                _current = (tagger, new AttributionDetector(tagger.Actors, await CuesAsync(db, cancellationToken)));
            }

            return _current.Value.Detector;
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
}
