using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Screens.Requests;

namespace StudioScheduler.Server.Tests.Web;

public sealed class RequestFormTests
{
    private static readonly Stage[] Stages = [Of("court", "court"), Of("court-2", "court"), Of("ward", "ward")];

    [Fact]
    public void Correcting_the_look_corrects_the_stages_that_came_with_the_wrong_one()
    {
        var block = new BlockForm();

        block.ChooseLook("ward", Stages);
        block.ChooseLook("court", Stages);
        Assert.Equal(["court", "court-2"], block.Stages.Order(StringComparer.Ordinal));

        block.ChooseLook("a beach", Stages);
        Assert.Empty(block.Stages);
    }

    [Fact]
    public void Stages_that_somebody_chose_stay_whatever_the_look()
    {
        var block = new BlockForm();
        block.ChooseLook("court", Stages);
        block.Stages.Remove("court-2");

        block.ChooseLook("ward", Stages);

        Assert.Equal(["court"], block.Stages);
    }

    private static Stage Of(string id, string look) => new() { BaseId = "base", Id = id, Name = id, Kind = "set", Zone = "z", Look = look };
}
