using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Worker.Json;

/// <summary>Results for programs: one JSON object a line on standard output, UTF-8, field names as in the command-line contract.</summary>
public sealed class JsonLines : IDisposable
{
    // Not HTML: readable characters instead of \uXXXX.
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new InstantConverter(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private const int BufferCharacters = 1 << 16;

    private readonly TextWriter _target;
    private readonly bool _isOurs;
    private readonly StringBuilder _waiting = new();

    /// <summary>To standard output, which stays open.</summary>
    public JsonLines() => _target = Console.Out;

    /// <summary>To a stream, which is closed at the end.</summary>
    public JsonLines(Stream stream) => (_target, _isOurs) = (new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)), true);

    public void Write<T>(T value)
    {
        _waiting.Append(JsonSerializer.Serialize(value, Options)).Append('\n');
        if (_waiting.Length >= BufferCharacters)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        Flush();
        if (_isOurs)
        {
            _target.Dispose();
        }
    }

    private void Flush()
    {
        _target.Write(_waiting);
        _waiting.Clear();
    }

    /// <summary>Instants as 2021-07-19T12:00:00Z, with a fraction only where there is one.</summary>
    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }
}
