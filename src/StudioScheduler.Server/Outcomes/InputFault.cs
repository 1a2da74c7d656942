using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Server.Outcomes;

/// <param name="Path">JSON path of the value, for example <c>$.blocks[0].stages</c>.</param>
/// <param name="Key">Of <c>Words/*/refusals.json</c>, or of <c>faults.json</c> for what a planning file may not hold either.</param>
/// <param name="Most">How much it may be at most, where the text says it.</param>
public sealed record InputFault(string Path, string Key, string? Value = null, int? Most = null)
{
    /// <summary>Shortened: an answer does not repeat megabytes.</summary>
    public string? Value { get; } = Value is null ? null : Fault.Shorten(Value);

    /// <summary>Its sentence is the file reader's, values included.</summary>
    public bool IsOfFile => InFile is not null;

    private Fault? InFile { get; init; }

    /// <summary>What the reader of planning files says of the same value; its sentence does not name the place, this one does.</summary>
    public static InputFault Of(string path, Fault fault) => new(path, fault.Key, fault.Value) { InFile = fault };

    public string Say(Wording wording) => InFile is { } fault
        ? wording.Say("refusal.at", ("path", Path), ("text", fault.Say(wording)))
        : wording.Say(Key, ("path", Path), ("value", Value), ("most", Most));
}
