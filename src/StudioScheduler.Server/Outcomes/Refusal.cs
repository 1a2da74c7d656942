using System.Globalization;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Server.Outcomes;

/// <summary>Why a command did nothing. The text is <c>refusal.…</c> of the words; the type says which status the API answers.</summary>
/// <param name="Key">Of <c>Words/*/refusals.json</c>.</param>
public abstract record Refusal(string Key)
{
    /// <summary>Values for the text.</summary>
    public virtual IReadOnlyList<(string Name, object? Value)> Parameters => [];

    public string Say(Wording wording) => wording.Say(Key, [.. Parameters]);
}

/// <summary>404.</summary>
/// <param name="What">draft, block, request …</param>
public sealed record NotFound(string What, string Id) : Refusal("refusal.not-found")
{
    public override IReadOnlyList<(string Name, object? Value)> Parameters => [("what", What), ("id", Id)];
}

/// <summary>400: what was sent cannot mean anything.</summary>
public sealed record Invalid(IReadOnlyList<InputFault> Faults) : Refusal("refusal.invalid")
{
    public override IReadOnlyList<(string Name, object? Value)> Parameters => [("count", Faults.Count)];
}

/// <summary>428: a change says which revision it was made against.</summary>
public sealed record RevisionMissing(int Current) : Refusal("refusal.revision-missing")
{
    public override IReadOnlyList<(string Name, object? Value)> Parameters => [("current", Current)];
}

/// <summary>412: somebody else was faster.</summary>
public sealed record RevisionStale(int Given, int Current) : Refusal("refusal.revision-stale")
{
    public override IReadOnlyList<(string Name, object? Value)> Parameters => [("given", Given), ("current", Current)];
}

/// <summary>409: the place is somebody else's.</summary>
/// <param name="Resource">stage, crew or person.</param>
/// <param name="ResourceId">Its id.</param>
/// <param name="HolderBlockId">Who holds it; nothing more is told of another production's block.</param>
/// <param name="Option">The holder has no more than an option, which ends; null: it is published there.</param>
public sealed record PlaceTaken(string Resource, string ResourceId, string HolderBlockId, DateTimeOffset From, DateTimeOffset To, TakenOption? Option = null)
    : Refusal(Option switch { null => "refusal.place-taken", { IsWaitlist: true } => "refusal.place-taken-waitlist", _ => "refusal.place-taken-option" })
{
    public override IReadOnlyList<(string Name, object? Value)> Parameters =>
    [
        ("resource", Resource), ("id", ResourceId), ("holder", HolderBlockId), ("from", From.ToString("u", CultureInfo.InvariantCulture)),
        ("to", To.ToString("u", CultureInfo.InvariantCulture)), ("until", Option?.Until?.ToString("u", CultureInfo.InvariantCulture)),
    ];
}

/// <param name="IsWaitlist">Reserved by the waitlist, not by a person.</param>
public sealed record TakenOption(DateTimeOffset? Until, bool IsWaitlist);

/// <summary>409: the plan as it would be breaks rules.</summary>
public sealed record BreaksRules(IReadOnlyList<Violation> Violations) : Refusal("refusal.breaks-rules")
{
    public override IReadOnlyList<(string Name, object? Value)> Parameters => [("count", Violations.Count)];
}

/// <summary>409: not in this state, for example a draft that was published already.</summary>
public sealed record WrongState(string StateKey, string Subject) : Refusal(StateKey)
{
    public override IReadOnlyList<(string Name, object? Value)> Parameters => [("subject", Subject)];
}
