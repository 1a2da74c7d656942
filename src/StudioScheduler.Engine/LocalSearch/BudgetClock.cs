namespace StudioScheduler.Engine.LocalSearch;

/// <summary>How much of a wall-clock budget is used up.</summary>
internal sealed class BudgetClock(TimeProvider time, TimeSpan budget)
{
    private readonly long begun = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(begun);

    /// <summary>0 at the start, 1 or more where the budget is used up.</summary>
    public double Fraction => budget <= TimeSpan.Zero ? 1 : Elapsed / budget;
}
