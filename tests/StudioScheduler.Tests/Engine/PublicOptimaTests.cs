using System.Text.Json;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Tests.Architecture;

namespace StudioScheduler.Tests.Engine;

/// <summary>Public talent-scheduling instances whose optimum is proven; a count of steps, not of seconds, makes the runs equal.</summary>
public sealed class PublicOptimaTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Instances", "public");

    [Theory]
    [InlineData("small")]
    [InlineData("concert")]
    public void The_search_reaches_the_proven_optimum_within_a_few_thousand_steps(string name)
    {
        var optima = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(Path.Combine(Folder, "talent-optima.json")))!;
        var problem = ProblemIndex.Of(ProblemFile.Read(File.ReadAllText(Path.Combine(Folder, "talent", name + ".json"))).Required());
        var result = WeekSolver.Solve(problem, new SolveOptions { Steps = 5_000, Threads = 1 });
        Assert.Equal(new Score(0, 0, -optima[name]), result.Score);
    }
}
