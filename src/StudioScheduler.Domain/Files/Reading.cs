using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace StudioScheduler.Domain.Files;

/// <summary>What reading a file gave: the thing itself, or every fault of the file.</summary>
/// <param name="Value">Null where there are faults.</param>
/// <param name="Faults">At most <see cref="MostFaults"/>, in file order within the shape's faults and within the meaning's.</param>
/// <param name="UnlistedFaults">How many more there are.</param>
public sealed record Reading<T>(T? Value, ImmutableArray<Fault> Faults, int UnlistedFaults)
    where T : class
{
    public const int MostFaults = FaultCollector.MostListed;

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsGood => Value is not null;

    /// <summary>The value, for callers that know their file to be good, such as tests and samples.</summary>
    /// <exception cref="InvalidDataException">There are faults; the message lists them in English.</exception>
    public T Required() =>
        Value ?? throw new InvalidDataException(string.Join(Environment.NewLine, Faults.Select(f => f.ToString())));
}
