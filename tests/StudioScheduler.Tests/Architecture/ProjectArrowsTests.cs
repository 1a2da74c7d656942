namespace StudioScheduler.Tests.Architecture;

public class ProjectArrowsTests
{
    [Fact]
    public void Projects_lean_on_each_other_only_along_the_arrows()
    {
        var projects = ProjectFile.AllOf("src");

        Assert.Equal(6, projects.Count);
        Fence.Holds(ProjectArrows.Breaches(projects));
    }

    [Theory]
    [InlineData("StudioScheduler.Domain", "<ProjectReference Include='../StudioScheduler.Contracts/StudioScheduler.Contracts.csproj' />", "against the arrows")]
    [InlineData("StudioScheduler.Engine", @"<ProjectReference Include='..\StudioScheduler.Server\StudioScheduler.Server.csproj' />", "against the arrows")]
    [InlineData("StudioScheduler.Domain", "<PackageReference Include='NodaTime' />", "takes the package NodaTime")]
    [InlineData("StudioScheduler.Server", "<PackageReference Include='Google.OrTools' />", "only the engine may")]
    [InlineData("StudioScheduler.Extras", "", "does not know")]
    public void A_planted_reference_against_the_house_is_found(string name, string reference, string said)
    {
        var planted = ProjectFile.Parse(name, $"<Project Sdk='Microsoft.NET.Sdk'><ItemGroup>{reference}</ItemGroup></Project>");

        Fence.Finds(said, ProjectArrows.Breaches([planted]));
    }
}
