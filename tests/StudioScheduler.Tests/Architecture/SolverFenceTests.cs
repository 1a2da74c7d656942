using Google.OrTools.Sat;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Tests.Architecture;

public class SolverFenceTests
{
    [Fact]
    public void Only_the_engine_names_the_solver() => Fence.Holds(SolverFence.Breaches(SourceFile.AllOf("src", "*.cs", "*.razor", "*.csproj")));

    [Fact]
    public void The_engine_answers_in_words_of_the_domain() => Fence.Holds(SolverFence.Leaks(typeof(Rule).Assembly.GetExportedTypes()));

    [Fact]
    public void A_planted_use_outside_the_engine_is_found() =>
        Fence.Finds("src/StudioScheduler.Server/Planning/A.cs", SolverFence.Breaches([new("src/StudioScheduler.Server/Planning/A.cs", "using Google.OrTools.Sat;")]));

    [Theory]
    [InlineData(typeof(ShowsItInAProperty))]
    [InlineData(typeof(ShowsItInsideAList))]
    public void A_planted_leak_is_found(Type leaky) => Assert.Contains("shows Google.OrTools", SolverFence.Leaks([leaky]).First(), StringComparison.Ordinal);

    private sealed class ShowsItInAProperty
    {
        public CpModel? Model { get; init; }
    }

    private sealed class ShowsItInsideAList
    {
        public static IReadOnlyList<BoolVar[]> Variables() => [];
    }
}
