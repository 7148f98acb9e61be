using System.Text;
using System.Text.Json;

namespace Monitor.Worker.Settings;

/// <summary>Where each setting of a JSON settings file stands, so that an error can name the line.</summary>
public sealed class SettingsFile
{
    private readonly Dictionary<string, int> _lines;

    private SettingsFile(string path, Dictionary<string, int> lines)
    {
        Path = path;
        _lines = lines;
    }

    public string Path { get; }

    /// <summary>The settings as "Section:Name" in file order.</summary>
    public IEnumerable<string> Keys => _lines.Keys;

    /// <exception cref="SettingsException">The file is no JSON.</exception>
    public static SettingsFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        try
        {
            Walk(bytes, lines);
        }
        catch (JsonException fault)
        {
            throw new SettingsException($"{path}:{fault.LineNumber + 1}: not JSON: {FirstSentence(fault.Message)}");
        }

        return new SettingsFile(path, lines);
    }

    /// <summary>"FILE:LINE" of a setting; the file alone for one that is not in it.</summary>
    public string PlaceOf(string key) => _lines.TryGetValue(key, out var line) ? $"{Path}:{line}" : Path;

    public bool Has(string key) => _lines.ContainsKey(key);

    private static void Walk(byte[] bytes, Dictionary<string, int> lines)
    {
        ReadOnlySpan<byte> json = bytes;
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var path = new Stack<string>();
        var name = "";
        var line = 1;
        var counted = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var start = (int)reader.TokenStartIndex;
                    line += json[counted..start].Count((byte)'\n');
                    counted = start;
                    name = reader.GetString()!;
                    lines[string.Join(':', path.Reverse().Where(part => part.Length > 0).Append(name))] = line;
                    break;
                case JsonTokenType.StartObject:
                    path.Push(name);
                    name = "";
                    break;
                case JsonTokenType.EndObject:
                    path.Pop();
                    break;
            }
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return new StringBuilder(end < 0 ? message : message[..end]).ToString();
    }
}
