using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudioScheduler.Server.Web.Api;

/// <summary>
/// Text without a zero byte, which PostgreSQL cannot keep: whatever holds one is refused like any other value of the wrong kind, before a
/// command asks the database about it.
/// </summary>
internal sealed class StorableText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Any other kind of value is refused by the reader itself.
        var text = reader.GetString();
        return text?.Contains('\0', StringComparison.Ordinal) == true ? throw new JsonException() : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
