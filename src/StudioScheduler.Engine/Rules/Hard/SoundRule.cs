using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>A <c>quiet</c> and a <c>loud</c> block on neighbouring stages do not overlap in time. One violation a pair.</summary>
public sealed class SoundRule : HardRule
{
    public override string Id => "sound";

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        var audible = Array.FindAll(plan.Placed, b => plan.Index.Blocks[b].Sound != Sound.Any);
        for (var i = 0; i < audible.Length; i++)
        {
            var block = audible[i];
            var neighbours = plan.Index.Stages[plan.At(block).Stage].SoundNeighbours;
            for (var j = i + 1; neighbours.Length > 0 && j < audible.Length && plan.StartOf(audible[j]) < plan.EndOf(block); j++)
            {
                var other = audible[j];
                if (plan.Index.Blocks[block].Sound != plan.Index.Blocks[other].Sound && Array.IndexOf(neighbours, plan.At(other).Stage) >= 0)
                {
                    var quietFirst = plan.Index.Blocks[block].Sound == Sound.Quiet;
                    yield return Broken(plan, quietFirst ? [block, other] : [other, block], null,
                        ("from", plan.Clock(plan.StartOf(other))), ("to", plan.Clock(Math.Min(plan.EndOf(block), plan.EndOf(other)))));
                }
            }
        }
    }
}
