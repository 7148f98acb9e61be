using Monitor.Config;

namespace Monitor.Languages;

/// <summary>
/// What is known of languages as data: one folder a language (config/languages/de), one file a use. A file of the config folder replaces the
/// one of the same name in the bundle beside the program; what is not there comes from the bundle, so that an old folder needs none. Each kind
/// of file is read when its first word is asked for: who reads feeds never waits for words of pages. Thread-safe.
/// </summary>
/// <remarks>
/// One book for the process, chosen at the edge before the first word is read (<see cref="Use"/>). Words are needed at the bottom of pure code, in
/// sentences, terms and dates, that hundreds of signatures would have to carry them to; they never change while a program runs, since stored
/// terms and signatures depend on them; and no decision is taken over which of two books to ask.
/// </remarks>
public sealed class LanguageBook
{
    public const string FolderName = "languages";

    private const string ProfileFile = "profile.yaml";
    private const string WordsFile = "words.yaml";
    private const string DatesFile = "dates.yaml";
    private const string SentencesFile = "sentences.yaml";
    private const string PagesFile = "pages.yaml";

    private static readonly string Bundle = Path.Combine(AppContext.BaseDirectory, "config", FolderName);
    private static readonly Lock Choosing = new();
    private static LanguageBook? _inForce;

    private readonly string? _own;
    private readonly Lazy<IReadOnlyList<LanguageProfile>> _profiles;
    private readonly Lazy<IReadOnlyList<LanguageWords>> _words;
    private readonly Lazy<IReadOnlyList<LanguageDates>> _dates;
    private readonly Lazy<IReadOnlyList<LanguageSentences>> _sentences;
    private readonly Lazy<IReadOnlyList<LanguagePages>> _pages;
    private readonly Lazy<IReadOnlyList<LanguageFrequencies>> _frequencies;

    /// <param name="configFolder">Its "languages" folder is read before the bundle's, where it has one.</param>
    public LanguageBook(string? configFolder)
    {
        _own = OwnOf(configFolder);
        _profiles = Part(ProfileFile, LanguageFile.Profiles);
        _words = Part(WordsFile, One(LanguageFile.Words));
        _dates = Part(DatesFile, One(LanguageFile.Dates));
        _sentences = Part(SentencesFile, One(LanguageFile.Sentences));
        _pages = Part(PagesFile, One(LanguageFile.Pages));
        _frequencies = new(() =>
            [.. LanguagesOf(Bundle).Concat(LanguagesOf(_own)).Distinct().Order(StringComparer.Ordinal)
                .Select(language => PathOf(language, LanguageFrequencies.FileName)).OfType<string>().Select(LanguageFrequencies.Read)]);
    }

    /// <summary>The book of this process: the chosen one, else the bundle's.</summary>
    public static LanguageBook InForce
    {
        get
        {
            lock (Choosing)
            {
                return _inForce ??= new LanguageBook(null);
            }
        }
    }

    /// <exception cref="ConfigException">A file has faults.</exception>
    public IReadOnlyList<LanguageProfile> Profiles => _profiles.Value;

    /// <inheritdoc cref="Profiles"/>
    public IReadOnlyList<LanguageWords> Words => _words.Value;

    /// <inheritdoc cref="Profiles"/>
    public IReadOnlyList<LanguageDates> Dates => _dates.Value;

    /// <inheritdoc cref="Profiles"/>
    public IReadOnlyList<LanguageSentences> Sentences => _sentences.Value;

    /// <inheritdoc cref="Profiles"/>
    public IReadOnlyList<LanguagePages> Pages => _pages.Value;

    /// <summary>In how many of so many articles each word was counted.</summary>
    public IReadOnlyList<LanguageFrequencies> Frequencies => _frequencies.Value;

    /// <summary>Chooses the config folder that words are read from; called at the edge, before the first word is read.</summary>
    /// <exception cref="InvalidOperationException">Words of another folder are in force already.</exception>
    public static void Use(string configFolder)
    {
        lock (Choosing)
        {
            if (_inForce is not null && _inForce._own != OwnOf(configFolder))
            {
                throw new InvalidOperationException($"words of languages were read before {configFolder} was chosen: they stay what they were");
            }

            _inForce ??= new LanguageBook(configFolder);
        }
    }

    /// <summary>Reads every file, so that a fault is met now and not by the first article.</summary>
    /// <exception cref="ConfigException">Files have faults; all are named.</exception>
    public void ReadAll()
    {
        var faults = new FoundFaults();
        faults.Do(CheckNames);
        faults.Do(() => _ = Profiles);
        faults.Do(() => _ = Words);
        faults.Do(() => _ = Dates);
        faults.Do(() => _ = Sentences);
        faults.Do(() => _ = Pages);
        faults.Do(() => _ = Frequencies);
        faults.ThrowIfAny();
    }

    /// <summary>The folder's own words; null where there are none, or where it is the bundle itself.</summary>
    private static string? OwnOf(string? configFolder)
    {
        var own = configFolder is null ? Bundle : Path.GetFullPath(Path.Combine(configFolder, FolderName));
        return own != Bundle && Directory.Exists(own) ? own : null;
    }

    private static Func<string, ConfigNode, IEnumerable<T>> One<T>(Func<string, ConfigNode, T> read) => (language, document) => [read(language, document)];

    private Lazy<IReadOnlyList<T>> Part<T>(string file, Func<string, ConfigNode, IEnumerable<T>> read) => new(() =>
    {
        var parts = new List<T>();
        var faults = new FoundFaults();
        foreach (var language in LanguagesOf(Bundle).Concat(LanguagesOf(_own)).Distinct().Order(StringComparer.Ordinal))
        {
            if (PathOf(language, file) is { } path)
            {
                faults.Do(() => parts.AddRange(read(language, ConfigNode.ReadFile(path))));
            }
        }

        faults.ThrowIfAny();
        return parts;
    });

    private string? PathOf(string language, string file) =>
        new[] { _own, Bundle }.OfType<string>().Select(folder => Path.Combine(folder, language, file)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> LanguagesOf(string? folder) =>
        folder is null ? [] : Directory.GetDirectories(folder).Select(path => Path.GetFileName(path));

    /// <summary>A misspelt name would silently leave the bundle's words in force.</summary>
    private void CheckNames()
    {
        string[] known = [ProfileFile, WordsFile, DatesFile, SentencesFile, PagesFile];
        var faults = new List<ConfigFault>();
        foreach (var folder in _own is null ? [] : Directory.GetDirectories(_own))
        {
            if (LanguageDetector.Primary(Path.GetFileName(folder)) != Path.GetFileName(folder))
            {
                faults.Add(new ConfigFault(folder, 1, 1, "the folder must be named as the language's primary tag, such as de"));
            }

            faults.AddRange(Directory.GetFiles(folder, "*.yaml").Where(file => !known.Contains(Path.GetFileName(file)))
                .Select(file => new ConfigFault(file, 1, 1, $"no file of a language; they are {string.Join(", ", known)}")));
        }

        if (faults.Count > 0)
        {
            throw new ConfigException(faults);
        }
    }
}
