using System.Collections.Concurrent;
using System.Globalization;
using Monitor.Delivery.Mail;

namespace Monitor.Subscribers;

/// <summary>
/// What readers' pages and the mail that confirms an address say, in one language: a resource file <c>ReaderWords.LANG.txt</c> of lines
/// "key = words", {0} and {1} standing for what is put in. A line that begins with # is a comment.
/// </summary>
public sealed class ReaderWords
{
    private static readonly ConcurrentDictionary<string, ReaderWords> Read = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    private ReaderWords(string language)
    {
        Language = language;
        using var lines = new StreamReader(typeof(ReaderWords).Assembly.GetManifestResourceStream($"Monitor.Subscribers.ReaderWords.{language}.txt")
            ?? throw new InvalidOperationException($"there are no words in \"{language}\""));
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var end = line.IndexOf(" = ", StringComparison.Ordinal);
                _words.Add(line[..end], line[(end + 3)..]);
            }
        }
    }

    public string Language { get; }

    public IReadOnlyCollection<string> Keys => _words.Keys;

    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public string this[string key] => _words[key];

    /// <summary>The words with what is put in.</summary>
    public string Say(string key, params object[] values) => string.Format(Culture, _words[key], values);

    /// <summary>Writes dates and numbers as the language does.</summary>
    public CultureInfo Culture => CultureInfo.GetCultureInfo(Language == MailWords.English ? "en-GB" : Language);

    /// <summary>The words of a language, English where there are none.</summary>
    public static ReaderWords Of(string language) =>
        Read.GetOrAdd(MailWords.Languages.Contains(language) ? language : MailWords.English, known => new ReaderWords(known));
}
