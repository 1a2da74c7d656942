namespace StudioScheduler.Engine.LocalSearch;

/// <summary>What it costs a chain that blocks go elsewhere, in points of medium, beside what is left out and the cost of the plan.</summary>
internal interface IChainPrices
{
    /// <summary>To push a block aside.</summary>
    public double Aside(int block);

    /// <summary>That a block stands there.</summary>
    public double At(int block, int stage, int tick);
}
