namespace StudioScheduler.Engine.LocalSearch;

/// <summary>A copy of where every block stands, with its score; what threads hand to each other.</summary>
internal sealed class Incumbent(int blocks)
{
    private readonly int[] stageOf = new int[blocks];
    private readonly int[] tickOf = new int[blocks];

    public int Missing { get; private set; } = int.MaxValue;

    public long Medium { get; private set; } = long.MaxValue;

    /// <summary>How many blocks are left out.</summary>
    public int LeftOut { get; private set; }

    public long Cost { get; private set; } = long.MaxValue;

    /// <summary>The exact soft score; 0 or less.</summary>
    public long Soft { get; private set; }

    /// <summary>Nothing is left out and nothing costs: no schedule is better.</summary>
    public bool IsFree => Missing == 0 && Medium == 0 && Cost == 0;

    public int StageOf(int block) => stageOf[block];

    public int TickOf(int block) => tickOf[block];

    /// <summary>Compares lexicographically: required blocks that are missing, medium, cost.</summary>
    public bool IsBeatenBy(SearchState state) =>
        state.MissingRequired != Missing ? state.MissingRequired < Missing
        : state.Medium != Medium ? state.Medium < Medium
        : state.Cost < Cost;

    public bool IsBeatenBy(Incumbent other) =>
        other.Missing != Missing ? other.Missing < Missing : other.Medium != Medium ? other.Medium < Medium : other.Cost < Cost;

    public void Copy(SearchState state)
    {
        state.StageOf.CopyTo(stageOf, 0);
        state.TickOf.CopyTo(tickOf, 0);
        Missing = state.MissingRequired;
        Medium = state.Medium;
        LeftOut = state.LeftOut.Count;
        Cost = state.Cost;
        Soft = state.Soft;
    }

    public void Copy(Incumbent other)
    {
        other.stageOf.CopyTo(stageOf, 0);
        other.tickOf.CopyTo(tickOf, 0);
        Missing = other.Missing;
        Medium = other.Medium;
        LeftOut = other.LeftOut;
        Cost = other.Cost;
        Soft = other.Soft;
    }

    /// <summary>Makes a plan equal to this copy, block by block in index order.</summary>
    public void LoadInto(WorkingPlan plan)
    {
        var state = plan.State;
        for (var block = 0; block < stageOf.Length; block++)
        {
            if (state.IsPlaced(block) && (state.StageOf[block] != stageOf[block] || state.TickOf[block] != tickOf[block]))
            {
                state.Take(block);
            }
        }

        for (var block = 0; block < stageOf.Length; block++)
        {
            if (!state.IsPlaced(block) && stageOf[block] >= 0)
            {
                state.Put(block, stageOf[block], tickOf[block]);
            }
        }

        state.LeftOut.Clear();
        for (var block = 0; block < stageOf.Length; block++)
        {
            if (stageOf[block] < 0)
            {
                state.LeftOut.Add(block);
            }
        }

        state.Cost = Cost;
        plan.Keep();
    }

    /// <summary>The same, for a plan of other prices: they are counted anew.</summary>
    public void PriceInto(WorkingPlan plan)
    {
        LoadInto(plan);
        plan.CountCost();
    }
}
