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

    private readonly StreamWriter _writer;

    public JsonLines()
        : this(Console.OpenStandardOutput())
    {
    }

    public JsonLines(Stream stream)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16);
    }

    public void Write<T>(T value) => _writer.WriteLine(JsonSerializer.Serialize(value, Options));

    public void Dispose() => _writer.Dispose();

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
