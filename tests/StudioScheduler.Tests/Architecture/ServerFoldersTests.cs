namespace StudioScheduler.Tests.Architecture;

public class ServerFoldersTests
{
    private const string Server = "StudioScheduler.Server";

    [Fact]
    public void Folders_of_the_server_use_only_those_to_their_right()
    {
        var uses = TypeUses.OfProject(Server);

        Assert.Contains(uses, use => use.FromNamespace == $"{Server}.Requests" && use.ToNamespace == $"{Server}.Storage.Model");
        Fence.Holds(ServerFolders.Breaches(uses, Server));
    }

    [Theory]
    [InlineData("Delivery", "Requests", "to its left")]
    [InlineData("Storage.Model", "Schedules", "to its left")]
    [InlineData("Planning", "Web.Pages", "nothing uses Web")]
    [InlineData("Web", "Jobs", "nothing uses Jobs")]
    [InlineData("Extras", "Storage", "does not know")]
    public void A_planted_use_against_the_flow_is_found(string from, string to, string said)
    {
        var planted = new TypeUse("A", $"{Server}.{from}", "B", $"{Server}.{to}");

        Fence.Finds(said, ServerFolders.Breaches([planted], Server));
    }

    [Theory]
    [InlineData("Requests", "Delivery.Outbox")]
    [InlineData("Schedules", "Storage.Model")]
    [InlineData("Jobs", "Requests")]
    public void A_use_along_the_flow_is_none(string from, string to) =>
        Fence.Holds(ServerFolders.Breaches([new TypeUse("A", $"{Server}.{from}", "B", $"{Server}.{to}")], Server));

    [Fact]
    public void A_use_inside_a_lambda_of_an_asynchronous_method_is_found_in_compiled_code()
    {
        var breaches = ServerFolders.Breaches(TypeUses.OfTheseTests(), "StudioScheduler.Tests.Architecture.Planted").ToList();

        Assert.Contains(breaches, breach => breach.Contains("Planted.Delivery.Late", StringComparison.Ordinal) && breach.Contains("Planted.Requests.Early", StringComparison.Ordinal));
    }
}
