using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace StudioScheduler.Domain.Files;

/// <summary>Bytes to a JSON tree, or the fault that says where they stop being JSON. Strict: no comments, no trailing commas, no BOM.</summary>
internal static class JsonText
{
    /// <summary>Our files are seven deep; the contract's <c>what-if</c> values no deeper.</summary>
    private const int MostDepth = 32;

    /// <summary>A base of 120 crews and 80 stages takes 1.1 MB; a thousand times that is no planning problem.</summary>
    public const int MostBytes = 256 * 1024 * 1024;

    /// <summary>How our files are written: readable in every language, equal on every system.</summary>
    public static JsonWriterOptions Written { get; } = new()
    {
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Null where <paramref name="faults"/> were found.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes, FaultCollector faults)
    {
        var text = bytes.Span;
        if (text.Length > MostBytes)
        {
            faults.AddShape("", "", "fault.tooBig", ("megabytes", Say(MostBytes / 1024 / 1024)));
        }
        else if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            faults.AddShape("", "", "fault.byteOrderMark");
        }
        else if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            faults.AddShape("", "", "fault.empty");
        }
        else if (!Utf8.IsValid(text))
        {
            var wrong = FirstInvalid(text);
            faults.AddShape("", "", "fault.notUtf8", ("byte", Say(wrong)), ("line", Say(LineOf(text, wrong))));
        }
        else
        {
            try
            {
                return JsonDocument.Parse(bytes, new() { MaxDepth = MostDepth });
            }
            catch (JsonException)
            {
                Diagnose(text, faults);
            }
        }

        return null;
    }

    /// <summary>All of a stream, up to the limit and one byte: <see cref="Parse"/> refuses what is longer.</summary>
    public static ReadOnlyMemory<byte> ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; all.Length <= MostBytes && (read = stream.Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, read);
        }

        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }

    /// <summary>UTF-8 of a string; half a surrogate pair becomes a byte that <see cref="Parse"/> refuses.</summary>
    public static ReadOnlyMemory<byte> BytesOf(string json)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(json);
        }
        catch (EncoderFallbackException half)
        {
            return (byte[])[.. Encoding.UTF8.GetBytes(json[..half.Index]), 0xFF];
        }
    }

    // A second pass, only for files that are refused: too deep, cut off, or wrong at some byte.
    private static void Diagnose(ReadOnlySpan<byte> text, FaultCollector faults)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new(new() { MaxDepth = MostDepth }));
        try
        {
            while (reader.Read())
            {
            }

            faults.AddShape("", "", "fault.cutOff", ("line", Say(LineOf(text, text.Length))), ("bytes", Say(text.Length)));
        }
        catch (JsonException wrong)
        {
            var line = wrong.LineNumber ?? 0;
            var column = wrong.BytePositionInLine ?? 0;
            var rest = text[(int)Math.Min(reader.BytesConsumed, text.Length)..].TrimStart(" \t\r\n:"u8);
            if (reader.CurrentDepth >= MostDepth - 1 && rest is [(byte)'[' or (byte)'{', ..])
            {
                faults.AddShape("", "", "fault.tooDeep", ("line", Say(line + 1)), ("column", Say(column + 1)), ("most", Say(MostDepth)));
            }
            else
            {
                faults.AddShape("", Around(text, (int)Math.Min(reader.BytesConsumed, text.Length)), "fault.notJson",
                    ("line", Say(line + 1)), ("column", Say(column + 1)));
            }
        }
    }

    private static string Around(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..];
        var shown = Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, 40)]).TrimStart();
        var lineEnd = shown.AsSpan().IndexOfAny('\r', '\n');
        return (lineEnd < 0 ? shown : shown[..lineEnd]).TrimEnd('\uFFFD');
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static int LineOf(ReadOnlySpan<byte> text, int at) => text[..at].Count((byte)'\n') + 1;

    private static string Say(long number) => number.ToString(CultureInfo.InvariantCulture);
}
