using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Tests.Generated;

public class RandomProblemsTests
{
    [Fact]
    public void Every_random_problem_is_a_valid_file_and_reads_back_as_it_was()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var problem = RandomProblems.Make(seed);
            var written = ProblemFile.Write(problem);

            var read = ProblemFile.Read(written);

            Assert.True(read.IsGood, $"seed {seed}: {string.Join("; ", read.Faults)}");
            Assert.Equal(written, ProblemFile.Write(read.Value));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_problem() =>
        Assert.Equal(ProblemFile.Write(RandomProblems.Make(7)), ProblemFile.Write(RandomProblems.Make(7)));

    [Fact]
    public void A_size_is_kept()
    {
        var size = new RandomSize { Blocks = 40, Crews = 6, Pins = false, Published = false };

        Assert.All(Enumerable.Range(1, 50).Select(seed => RandomProblems.Make(seed, size)), problem =>
        {
            Assert.InRange(problem.Blocks.Length, 0, 40);
            Assert.Empty(problem.Pins);
            Assert.Null(problem.Published);
        });
    }
}
