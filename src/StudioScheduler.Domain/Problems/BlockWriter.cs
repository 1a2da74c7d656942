using System.Text.Json;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems;

internal sealed class BlockWriter(FileTimes times)
{
    public void Block(Utf8JsonWriter json, ShootingBlock block)
    {
        json.WriteString("id", block.Id.Value);
        json.WriteString("name", block.Name);
        json.WriteString("production", block.Production);
        json.WriteString("crew", block.Crew.Value);
        json.WriteNumber("durationMinutes", block.DurationMinutes);
        json.WriteTexts("stages", block.Stages, s => s.Value);
        json.WriteString("look", block.Look);
        times.WriteWindow(json, "window", block.Window);
        times.WriteWindow(json, "wanted", block.Wanted);
        json.WriteNumber("priority", block.Priority);
        json.WriteTexts("people", block.People, p => p.Value);
        json.WriteList("pools", block.Pools, (w, need) =>
        {
            w.WriteString("pool", need.Pool.Value);
            w.WriteNumber("units", need.Units);
        });
        json.WriteList("after", block.After, (w, link) =>
        {
            w.WriteString("block", link.Block.Value);
            w.WriteNumber("minGapMinutes", link.MinGapMinutes);
        });
        json.WriteString("light", JsonValues.NameOf(block.Light));
        json.WriteString("sound", JsonValues.NameOf(block.Sound));
    }

    public void Pin(Utf8JsonWriter json, Pin pin) => Placed(json, pin.Block, pin.Stage, pin.Start);

    public void Published(Utf8JsonWriter json, PublishedPlan plan)
    {
        json.WriteStartObject("published");
        times.Write(json, "frozenUntil", plan.FrozenUntil);
        json.WriteList("assignments", plan.Assignments, (w, assignment) =>
        {
            Placed(w, assignment.Block, assignment.Stage, assignment.Start);
            w.WriteOptional("told", assignment.Told is { } told ? JsonValues.NameOf(told) : null);
        });
        json.WriteEndObject();
    }

    private void Placed(Utf8JsonWriter json, BlockId block, StageId stage, DateTimeOffset start)
    {
        json.WriteString("block", block.Value);
        json.WriteString("stage", stage.Value);
        times.Write(json, "start", start);
    }
}
