using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudioScheduler.Server.Planning.Solving;

/// <summary>
/// One line of the solver's output. Many with <c>progress</c>, then one with <c>schedule</c> (a whole <c>studio-schedule/1</c>) or
/// <c>fault</c>; nothing after it.
/// </summary>
public sealed record SolverMessage
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public SolverProgress? Progress { get; init; }

    public JsonElement? Schedule { get; init; }

    /// <summary>Why the problem could not be read, in English: the server made it, so no user can mend it.</summary>
    public string? Fault { get; init; }
}

/// <summary>How far a search is: scores as in the contract, none above 0.</summary>
public sealed record SolverProgress(double Seconds, long Steps, long Hard, long Medium, long Soft, int LeftOut, long? BoundMedium, long? BoundSoft);
