using System.Diagnostics.CodeAnalysis;

namespace StudioScheduler.Server.Outcomes;

/// <summary>What a command answers: its value, or why it was refused. Refusals are expected; exceptions are defects and outages.</summary>
public readonly struct Answer<T>
{
    private readonly T? value;

    private Answer(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public bool IsRefused => Refusal is not null;

    /// <exception cref="InvalidOperationException">The command was refused.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"refused: {Refusal.Key}. Maybe ask IsRefused first.");

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(default, refusal);

    public bool Succeeded([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Refusal? refusal)
    {
        (result, refusal) = (value, Refusal);
        return refusal is null;
    }
}
