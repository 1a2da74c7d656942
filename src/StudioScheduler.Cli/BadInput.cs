using System.Collections.Immutable;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Cli;

/// <summary>Something is wrong with what the user gave; said in the user's language, with a hint. Ends the command with exit code 2.</summary>
/// <param name="faults">Of a file that was refused, for <c>--json</c>; empty for other faults.</param>
#pragma warning disable CA1032 // always made with its sentence
internal sealed class BadInput(string message, ImmutableArray<Fault> faults = default) : Exception(message)
#pragma warning restore CA1032
{
    public ImmutableArray<Fault> Faults => faults.IsDefault ? [] : faults;
}
