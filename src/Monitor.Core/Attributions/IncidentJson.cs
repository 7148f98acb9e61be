using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Attributions;

/// <summary>Reads what older databases keep too: a statement had only the id of a well-known incident.</summary>
internal sealed class IncidentJson : JsonConverter<Incident>
{
    public override Incident? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => new Incident { Name = reader.GetString() },
        _ => JsonSerializer.Deserialize<Incident>(ref reader, options),
    };

    public override void Write(Utf8JsonWriter writer, Incident value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, options);
}
