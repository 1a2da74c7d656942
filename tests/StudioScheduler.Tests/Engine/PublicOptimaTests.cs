using System.Text.Json;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Tests.Architecture;
using StudioScheduler.Tests.Problems;

namespace StudioScheduler.Tests.Engine;

/// <summary>Public talent-scheduling instances whose optimum is proven; a count of steps, not of seconds, makes the runs equal.</summary>
public sealed class PublicOptimaTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Instances", "public");

    [Theory]
    [InlineData("small", 5_000)]
    [InlineData("concert", 5_000)]
    [InlineData("film103", 40_000)]
    [InlineData("film105", 20_000)]
    [InlineData("MobStory", 20_000)]
    public void The_search_reaches_the_proven_optimum_within_some_thousand_steps(string name, long steps)
    {
        var optima = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(Path.Combine(Folder, "talent-optima.json")))!;
        var problem = ProblemIndex.Of(ProblemFile.Read(Instances.Public("talent", name)).Required());
        var result = WeekSolver.Solve(problem, new SolveOptions { Steps = steps, Threads = 1 });
        Assert.Equal(new Score(0, 0, -optima[name]), result.Score);
    }
}
