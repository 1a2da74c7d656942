namespace StudioScheduler.Engine.Bounds;

/// <summary>What no schedule with hard 0 can place of some blocks.</summary>
/// <param name="Blocks">Indices in the problem.</param>
/// <param name="Least">Their priority × minutes that are left out at least; above 0.</param>
internal sealed record Floor(int[] Blocks, long Least);
