using System.Text.Json.Nodes;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Tests.Problems;

public sealed class ProblemRoundTripTests
{
    [Theory]
    [InlineData("base-8x15")]
    [InlineData("base-24x40")]
    public void A_problem_written_is_the_file_that_was_read(string sample)
    {
        var bytes = Instances.Sample(sample);

        var written = ProblemFile.Write(ProblemFile.Read(bytes).Required());

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(bytes), JsonNode.Parse(written)));
    }

    [Theory]
    [InlineData("base-8x15")]
    [InlineData("base-24x40")]
    public void Writing_again_what_was_written_changes_no_byte(string sample)
    {
        var once = ProblemFile.Write(ProblemFile.Read(Instances.Sample(sample)).Required());

        Assert.Equal(once, ProblemFile.Write(ProblemFile.Read(once).Required()));
    }
}
