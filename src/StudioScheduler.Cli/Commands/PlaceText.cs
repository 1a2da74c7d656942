using System.Globalization;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Cli.Commands;

/// <summary>Blocks and places of a problem's index, as JSON and for people.</summary>
internal sealed class PlaceText(ProblemInput problem, Session session)
{
    public string Id(int block) => problem.Index.Blocks[block].Id.Value;

    public string Named(int block) => $"{Id(block)} ({problem.Problem.Blocks[block].Name})";

    public string Stage(int stage) => problem.Index.Stages[stage].Id.Value;

    public DateTimeOffset Time(long minute) => problem.Index.Grid.InstantAt(minute);

    public string Clock(long minute) => Time(minute).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public JsonObject Json(int block, Placement at) => new()
    {
        ["block"] = Id(block),
        ["stage"] = Stage(at.Stage),
        ["start"] = JsonText.Time(Time(at.Start)),
    };

    public string At(Placement at) => session.Say("cli.place", ("time", Clock(at.Start)), ("stage", Stage(at.Stage)), ("name", problem.Problem.Stages[at.Stage].Name));
}
