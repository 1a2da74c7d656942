using System.Diagnostics;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;

namespace StudioScheduler.Tests.Problems;

/// <summary>Size alone breaks nothing and costs no square of it. The bounds are far above what a quiet machine takes: half a second.</summary>
public sealed class LargeProblemTests
{
    [Fact]
    public void A_base_of_120_crews_and_80_stages_is_read_and_indexed_in_a_blink()
    {
        var json = System.Text.Encoding.UTF8.GetBytes(ProblemFile.Write(SampleBase.Generate(new() { Crews = 120, Stages = 80 })));
        var clock = Stopwatch.StartNew();

        var index = ProblemIndex.Of(ProblemFile.Read(json).Required());

        Assert.True(index.Blocks.Length > 1000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void Four_thousand_looks_and_a_long_chain_are_indexed()
    {
        var first = SmallBase.Problem.Blocks[0] with { After = [], People = [], Pools = [], Wanted = null };
        var clock = Stopwatch.StartNew();
        var problem = SmallBase.Problem with
        {
            Blocks =
            [
                .. SmallBase.Problem.Blocks,
                .. Enumerable.Range(0, 4000).Select(i => first with
                {
                    Id = new($"x{i}"),
                    Look = $"look {i}",
                    After = i == 0 ? [] : [new(new($"x{i - 1}"), 0)],
                }),
            ],
        };

        var index = ProblemIndex.Of(ProblemValidation.Of(problem).Required());

        Assert.Equal((15, 45, 60), (Changeover("v-car", "v-car"), Changeover("v-car", "v-sky"), Changeover("look 7", "look 3999")));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());

        int Changeover(string from, string to) => index.ChangeoverMinutes(0, Array.IndexOf(index.Looks, from), Array.IndexOf(index.Looks, to));
    }

    [Fact]
    public void A_circle_of_5000_blocks_is_named_in_short()
    {
        var first = SmallBase.Problem.Blocks[0];
        var problem = SmallBase.Problem with
        {
            Pins = [],
            Published = null,
            Blocks = [.. Enumerable.Range(0, 5000).Select(i => first with { Id = new($"x{i}"), After = [new(new($"x{(i + 4999) % 5000}"), 0)] })],
        };

        var fault = Assert.Single(ProblemValidation.Of(problem).Faults);

        Assert.Equal(("blocks[0].after", "fault.circle"), (fault.Path, fault.Key));
        Assert.Contains("x10 → x11 → … → x0", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_code_has_not_given_is_a_fault_and_no_exception()
    {
        var problem = SmallBase.Problem with
        {
            Daylight = default,
            Crews = default,
            Name = null!,
            Stages = SmallBase.Problem.Stages.SetItem(0, SmallBase.Problem.Stages[0] with { Closed = default, Zone = null! }),
            Blocks = SmallBase.Problem.Blocks.SetItem(0, SmallBase.Problem.Blocks[0] with { Stages = default, After = default, Light = (Light)7 }),
        };

        var faults = ProblemValidation.Of(problem).Faults;

        Assert.Equal(
            ["blocks[0].after", "blocks[0].light", "blocks[0].stages", "crews", "daylight", "name", "stages[0].closed", "stages[0].zone"],
            faults.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.All(faults, FaultTexts.AssertSaid);
    }
}
