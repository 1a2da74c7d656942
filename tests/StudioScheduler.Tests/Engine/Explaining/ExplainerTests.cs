using System.Text.Json;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Explaining;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.Explaining;

public sealed class ExplainerTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("STUDIO_EXPLAIN_CASES"), out var asked) ? asked : 40;

    [Fact]
    public void The_parts_of_a_score_are_the_score_and_the_blocks_carry_the_parts()
    {
        foreach (var (seed, schedule) in Schedules(Cases))
        {
            var explained = Explainer.Score(schedule);
            Assert.True(-explained.Score.Medium == explained.Parts[0].Cost, $"seed {seed}");
            Assert.True(-explained.Score.Soft == explained.Parts.Skip(1).Sum(p => p.Cost), $"seed {seed}");
            Assert.All(explained.Parts, p => Assert.Equal(p.Cost, p.Blocks.Sum(b => b.Cost)));
        }
    }

    [Fact]
    public void Every_start_of_a_placed_block_is_its_own_an_alternative_or_forbidden_by_the_rule_named()
    {
        foreach (var (seed, schedule) in Schedules(Cases / 2))
        {
            foreach (var block in schedule.Index.Blocks.Where(b => schedule.IsPlaced(b.Index)))
            {
                var forbidden = Explainer.Placed(schedule, block.Index).Forbidden;
                // without what the block itself needs the others may break rules: then they forbid all places but those that mend it
                var legal = EverySchedule.Places(schedule.Copy(), block.Index).Select(p => p.At).ToHashSet();
                foreach (var stage in block.Stages)
                {
                    for (long start = 0; start < schedule.Index.End; start += schedule.Index.Grid.StepMinutes)
                    {
                        var at = new Placement(stage, start);
                        var isForbidden = forbidden.Any(f => f.Stage == stage && f.From <= start && start < f.To);
                        Assert.True(isForbidden != legal.Contains(at), $"seed {seed}, block {block.Index} at {at}: legal {legal.Contains(at)}");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_shift_too_short_for_the_block_is_its_own_whosever_it_is()
    {
        var kid = new TinyWeek().Person("kid", (120, 600)).Block("b", 240, people: ["kid"]).Place("b", 60).Placements();
        var crew = new TinyWeek().Person("kid", (720, 600)).Crew("c", 120, 600).Block("b", 240, crew: "c", people: ["kid"]).Place("b", 60).Placements();

        Assert.All(Explainer.Placed(kid, 0).Forbidden, f => Assert.Contains(f.Rule, (string[])["person-shift", "window"]));
        Assert.Contains(Explainer.Placed(kid, 0).Forbidden, f => f.Rule == "person-shift");
        Assert.Contains(Explainer.Placed(crew, 0).Forbidden, f => f.Rule == "crew-shift");
    }

    [Fact]
    public void Where_its_going_would_leave_an_illegal_hole_the_follower_forbids_the_other_places()
    {
        var schedule = new TinyWeek().Stage("s").Stage("t").Changeovers("set", 0, 240, null, ("x", "y", 0), ("y", "z", 0))
            .Block("before", on: ["s"], look: "x").Block("between", on: ["s", "t"], look: "y").Block("behind", on: ["s"], look: "z")
            .Place("before", 0, "s").Place("between", 60, "s").Place("behind", 120, "s").Placements();

        var explained = Explainer.Placed(schedule, 1);

        var held = explained.Forbidden.Where(f => f.Stage == 1 && f.Rule != "window").ToArray();
        Assert.All(held, f => Assert.Equal("stage-overlap", f.Rule));
        Assert.All(held, f => Assert.Contains(2, f.Blocks));
        Assert.Equal(0, held.Min(f => f.From));
        Assert.Equal((3 * TinyWeek.Day) - TinyWeek.Hour + 15, held.Max(f => f.To));
        Assert.Empty(explained.Alternatives);
    }

    [Fact]
    public void What_is_in_the_way_is_the_smallest_set_that_makes_room()
    {
        var sets = 0;
        foreach (var (seed, schedule) in Schedules(Cases))
        {
            foreach (var block in schedule.Index.Blocks.Where(b => !schedule.IsPlaced(b.Index)))
            {
                var said = Explainer.LeftOut(schedule, block.Index, mostUnblocking: 0).InTheWay;
                var best = Smallest(schedule, block.Index);
                Assert.True(said.IsCertain, $"seed {seed}, block {block.Index}: cut short");
                var cost = said.IsFound ? (said.Blocks.Count, said.Blocks.Sum(b => schedule.Index.Blocks[b].LeftOutCost)) : ((int, long)?)null;
                Assert.True(cost == best, $"seed {seed}, block {block.Index}: {cost} ({string.Join(' ', said.Blocks)}), brute force {best}");
                sets += said.Blocks.Count;
            }
        }

        Assert.True(sets > 0);
    }

    [Fact]
    public void Every_unblocking_change_applied_lets_the_block_in_and_nothing_else_out()
    {
        var found = 0;
        foreach (var (seed, schedule) in Schedules(Cases))
        {
            var now = Evaluator.Score(schedule);
            foreach (var block in schedule.Index.Blocks.Where(b => !schedule.IsPlaced(b.Index)))
            {
                foreach (var way in Explainer.LeftOut(schedule, block.Index).Unblocking)
                {
                    found++;
                    var problem = schedule.Index.Problem;
                    if (way.Change is { } change)
                    {
                        var changed = new ProblemChanges([change]).Apply(problem);
                        Assert.True(changed.IsGood, $"seed {seed}, block {block.Index}: {change}");
                        problem = changed.Value;
                    }

                    var plan = new Placements(ProblemIndex.Of(problem));
                    for (var b = 0; b < plan.Index.Blocks.Length; b++)
                    {
                        plan[b] = way.Result[b];
                    }

                    var score = Evaluator.Score(plan);
                    Assert.True(
                        score.Hard == 0 && score.Medium == now.Medium + block.LeftOutCost && score.Medium - now.Medium == way.Medium
                            && score.Soft - now.Soft == way.Soft,
                        $"seed {seed}, block {block.Index}, {way.Change}: {score} from {now}, said {way.Medium}/{way.Soft}");
                }
            }
        }

        Assert.True(found > 0);
    }

    /// <summary>The short form of <c>tests/bench explain</c>.</summary>
    [Fact]
    public void On_an_over_booked_base_blocking_sets_are_minimal_and_changes_let_the_block_in()
    {
        var index = ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = 5, Stages = 8, Load = 1.3, Seed = 4 }));
        var schedule = WeekSolver.Solve(index, new SolveOptions { Steps = 3000, Threads = 1 }).Placements;
        var left = index.Blocks.Select(b => b.Index).Where(b => !schedule.IsPlaced(b)).Take(6).ToArray();
        Assert.NotEmpty(left);
        var (sets, ways) = (0, 0);
        foreach (var block in left)
        {
            var said = Explainer.LeftOut(schedule, block);
            if (said.InTheWay.IsFound)
            {
                sets++;
                Assert.Null(ExplanationCheck.Wrong(schedule, block, said.InTheWay.Blocks));
            }

            ways += said.Unblocking.Count;
            Assert.All(said.Unblocking, way => Assert.Null(ExplanationCheck.Wrong(schedule, block, way)));
        }

        Assert.True(sets > 0 && ways > 0, $"{sets} sets, {ways} ways");
    }

    [Fact]
    public void The_check_of_explanations_finds_a_set_that_is_too_large_and_a_change_that_does_nothing()
    {
        foreach (var (_, schedule) in Schedules(Cases))
        {
            foreach (var block in schedule.Index.Blocks.Where(b => !schedule.IsPlaced(b.Index)))
            {
                var said = Explainer.LeftOut(schedule, block.Index);
                var more = schedule.Index.Blocks.FirstOrDefault(b => schedule.IsPlaced(b.Index) && !said.InTheWay.Blocks.Contains(b.Index));
                if (said.InTheWay.IsFound && more is not null && said.Unblocking.FirstOrDefault(u => u.Change is not null) is { } way)
                {
                    Assert.NotNull(ExplanationCheck.Wrong(schedule, block.Index, [.. said.InTheWay.Blocks, more.Index]));
                    Assert.NotNull(ExplanationCheck.Wrong(schedule, block.Index, way with { Change = new SetValue("name", JsonSerializer.SerializeToElement("other")), Result = schedule }));
                    return;
                }
            }
        }

        Assert.Fail("no block with a set and a change");
    }

    private static (int Count, long Cost)? Smallest(Placements schedule, int block)
    {
        var placed = schedule.Index.Blocks.Where(b => schedule.IsPlaced(b.Index)).Select(b => b.Index).ToArray();
        (int, long)? best = null;
        for (var set = 0; set < 1 << placed.Length; set++)
        {
            var gone = placed.Where((_, i) => (set >> i & 1) == 1).ToArray();
            var price = (gone.Length, gone.Sum(b => schedule.Index.Blocks[b].LeftOutCost));
            if (gone.Length > 6 || (best is { } known && price.CompareTo(known) >= 0))
            {
                continue;
            }

            var others = schedule.Copy();
            foreach (var other in gone)
            {
                others[other] = null;
            }

            if (EverySchedule.Places(others, block).Any())
            {
                best = price;
            }
        }

        return best;
    }

    private static IEnumerable<(int Seed, Placements Schedule)> Schedules(int count)
    {
        for (var seed = 1; count > 0; seed++)
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed) { Blocks = 5 + (seed % 4) }.Problem());
            var result = WeekSolver.Solve(index, new SolveOptions { Steps = 5, Threads = 1, Seed = seed });
            if (result.Score.Hard == 0)
            {
                count--;
                yield return (seed, result.Placements);
            }
        }
    }
}
