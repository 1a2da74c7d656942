using System.Collections.Immutable;
using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules;

/// <summary>A rule of the contract. One rule, one file: its sentence, its definition, nothing of the search.</summary>
public abstract class Rule
{
    /// <summary>The contract's name, for example <c>stage-overlap</c>. Its sentence for people is the text <c>rule.{Id}</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What the score loses by it, before weights: violations, points of medium, or units; at least 0.</summary>
    public abstract long Count(OrderedPlan plan);
}

/// <summary>A schedule that breaks one is not a schedule.</summary>
public abstract class HardRule : Rule
{
    /// <summary>All violations, counted as the contract counts them.</summary>
    /// <exception cref="UnlistedMoveException">Two consecutive blocks of a crew or a person need a move that the file does not list.</exception>
    public abstract IEnumerable<Violation> Check(OrderedPlan plan);

    public override long Count(OrderedPlan plan)
    {
        long violations = 0;
        foreach (var _ in Check(plan))
        {
            violations++;
        }

        return violations;
    }

    /// <summary>A violation; its sentence is the text <c>violation.{Id}</c>, or <c>violation.{Id}.{case}</c> where a fact is named <c>case</c>.</summary>
    /// <param name="facts">Numbers are said as they are; give times as <see cref="OrderedPlan.Clock"/>.</param>
    private protected Violation Broken(
        OrderedPlan plan, ReadOnlySpan<int> blocks, string? who, params ReadOnlySpan<(string Name, object Value)> facts)
    {
        var ids = ImmutableArray.CreateBuilder<BlockId>(blocks.Length);
        foreach (var block in blocks)
        {
            ids.Add(plan.Index.Blocks[block].Id);
        }

        var named = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
        {
            named.Add(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        return new(Id, ids.MoveToImmutable(), who, named.ToImmutable());
    }
}

/// <summary>
/// A hard rule that a block breaks or keeps by itself, whatever else is planned: <c>frozen</c> asks it of the published place, the
/// search asks it once for every place.
/// </summary>
public abstract class LoneBlockRule : HardRule
{
    public abstract bool IsBrokenBy(ProblemIndex index, IndexedBlock block, Placement at);

    /// <summary>One violation a block; a rule that counts otherwise says so itself.</summary>
    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        foreach (var block in plan.Placed)
        {
            if (IsBrokenBy(plan.Index, plan.Index.Blocks[block], plan.At(block)))
            {
                yield return Describe(plan, block);
            }
        }
    }

    private protected abstract Violation Describe(OrderedPlan plan, int block);
}

/// <summary>What a good week costs.</summary>
public abstract class SoftRule : Rule
{
    /// <summary>The price of one unit of <c>Count</c>.</summary>
    public abstract int WeightIn(SoftWeights weights);

    /// <summary>
    /// The weighted cost by block index; the sum is <c>Count</c> × weight. Each rule says how it shares out what blocks cost
    /// together.
    /// </summary>
    public abstract long[] CostByBlock(OrderedPlan plan);
}
