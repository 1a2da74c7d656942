using System.Text.Json;
using System.Text.RegularExpressions;
using StudioScheduler.Server.Outcomes;

namespace StudioScheduler.Server.Web.Api;

/// <summary>What of a request's body or query could not be read: the framework says it for developers, this says it as <see cref="InputFault"/>s.</summary>
internal static partial class UnreadInput
{
    // In memory up to here; above it a body goes to a temporary file until it is answered.
    private const int BufferedBytes = 64 * 1024;

    /// <summary>Keeps bodies of the API, so that a fault can show what stands where it is.</summary>
    public static void UseUnreadInput(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/api") && http.Request.ContentLength is > 0)
        {
            http.Request.EnableBuffering(BufferedBytes);
        }

        return next(http);
    });

    /// <summary>Empty where nothing more is known than the status says.</summary>
    public static async Task<IReadOnlyList<InputFault>> FaultsAsync(HttpContext http, BadHttpRequestException failure)
    {
        if (failure.InnerException is JsonException json)
        {
            return await OfBodyAsync(http, json);
        }

        if (Unbound().Match(failure.Message) is { Success: true } unbound)
        {
            return [new($"?{unbound.Groups["name"].Value}", "refusal.other-kind", unbound.Groups["value"].Value)];
        }

        return NotGiven().Match(failure.Message) is { Success: true } missing ? [new($"?{missing.Groups["name"].Value}", "refusal.required")]
            : failure.StatusCode == StatusCodes.Status400BadRequest && !HttpMethods.IsGet(http.Request.Method) ? [new("$", "refusal.required")]
            : [];
    }

    private static async Task<IReadOnlyList<InputFault>> OfBodyAsync(HttpContext http, JsonException failure)
    {
        if (!http.Request.Body.CanSeek)
        {
            return [new(failure.Path ?? "$", "refusal.other-kind")];
        }

        http.Request.Body.Position = 0;
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            var missing = Quoted().Matches(MissingMembers().Match(failure.Message).Groups["names"].Value);
            return missing.Count > 0
                ? [.. missing.Select(m => new InputFault($"{failure.Path ?? "$"}.{m.Groups["name"].Value}", "refusal.required"))]
                : [new(failure.Path ?? "$", "refusal.other-kind", At(body.RootElement, failure.Path) ?.GetRawText())];
        }
        catch (JsonException syntax)
        {
            return [new(failure.Path ?? "$", "refusal.not-json", $"{syntax.LineNumber + 1}:{syntax.BytePositionInLine + 1}")];
        }
    }

    // Of paths as JsonException writes them: $.blocks[0].light.
    private static JsonElement? At(JsonElement root, string? path)
    {
        JsonElement? here = root;
        foreach (Match step in Steps().Matches(path ?? ""))
        {
            here = here switch
            {
                { ValueKind: JsonValueKind.Object } o when step.Groups["name"].Success && o.TryGetProperty(step.Groups["name"].Value, out var member) => member,
                { ValueKind: JsonValueKind.Array } list when step.Groups["index"].Success && int.Parse(step.Groups["index"].Value, System.Globalization.CultureInfo.InvariantCulture) is var i
                    && i < list.GetArrayLength() => list[i],
                _ => null,
            };
        }

        return here;
    }

    // The framework's sentences; a test goes red where a newer one says it otherwise.
    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\S+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Unbound();

    [GeneratedRegex("""^Required parameter ".* (?<name>\S+)" was not provided""")]
    private static partial Regex NotGiven();

    [GeneratedRegex("missing required properties including: (?<names>.*)$")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'(?<name>[^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>\d+)\]")]
    private static partial Regex Steps();
}
