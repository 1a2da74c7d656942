using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Tests.Engine.CpSat;

public sealed class FloorProofTests
{
    /// <summary>The whole week and each crew's, person's and stage's blocks, against a week that is proven to leave out least.</summary>
    [Fact]
    public void No_set_of_blocks_has_a_floor_above_what_a_proven_week_leaves_out_of_all()
    {
        // 500 on demand: STUDIO_BOUND_CASES=500
        var cases = int.TryParse(Environment.GetEnvironmentVariable("STUDIO_BOUND_CASES"), out var asked) ? asked : 24;
        var (proven, above, tight) = (0, 0, 0);
        for (var seed = 1; seed <= cases; seed++)
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed + 6000) { Blocks = 5 + (seed % 4) }.Problem());
            var result = WholeWeek.Solve(index, new SatSettings(5, 1, seed));
            if (result.End != WholeWeekEnd.Proven)
            {
                continue;
            }

            proven++;
            var medium = WeekRelaxation.OfMedium(index);
            var least = -Evaluator.Score(result.Placements!).Medium - medium.SurelyLeftOut;
            foreach (var set in Sets(index))
            {
                var blocks = medium.Blocks.Where(b => set.Contains(b.Index)).ToArray();
                // More is asked than is left out, so that nothing holds a wrong floor down.
                var (floor, _) = FloorProof.Of(medium, blocks, least + 10_000, 2, CancellationToken.None);
                Assert.True(floor <= least, $"seed {seed}: {floor} of blocks {string.Join(' ', set)} is above {least}");
                above += floor > 0 ? 1 : 0;
                tight += floor > 0 && floor == least ? 1 : 0;
            }
        }

        Assert.True(proven >= cases * 0.6 && above >= proven / 4 && tight >= proven / 8, $"{proven} proven, {above} floors above 0, {tight} tight");
    }

    private static IEnumerable<int[]> Sets(ProblemIndex index) =>
        index.Crews.Select(c => c.Blocks).Concat(index.People.Select(p => p.Blocks))
            .Concat(index.Stages.Select(s => index.Blocks.Where(b => b.Stages.Contains(s.Index)).Select(b => b.Index).ToArray()))
            .Append([.. Enumerable.Range(0, index.Blocks.Length)]);
}
