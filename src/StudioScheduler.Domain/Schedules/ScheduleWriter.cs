using System.Text.Json;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Schedules;

internal static class ScheduleWriter
{
    public static void Write(Utf8JsonWriter json, Schedule schedule)
    {
        json.WriteStartObject();
        json.WriteString("format", Schedule.Format);
        json.WriteString("problem", schedule.Problem);
        json.WriteList("assignments", schedule.Assignments, (w, assignment) =>
        {
            w.WriteString("block", assignment.Block.Value);
            w.WriteString("stage", assignment.Stage.Value);
            w.WriteString("start", Rfc3339.Write(assignment.Start));
        });
        json.WriteList("unscheduled", schedule.Unscheduled, (w, leftOut) =>
        {
            w.WriteString("block", leftOut.Block.Value);
            w.WriteList("reasons", leftOut.Reasons, Reason);
        });
        json.WriteStartObject("score");
        json.WriteNumber("hard", schedule.Score.Hard);
        json.WriteNumber("medium", schedule.Score.Medium);
        json.WriteNumber("soft", schedule.Score.Soft);
        json.WriteEndObject();
        if (schedule.Bound is { } bound)
        {
            json.WriteStartObject("bound");
            json.WriteNumber("medium", bound.Medium);
            json.WriteNumber("soft", bound.Soft);
            json.WriteEndObject();
        }

        if (schedule.Seconds is { } seconds)
        {
            json.WriteNumber("seconds", seconds);
        }

        json.WriteEndObject();
    }

    private static void Reason(Utf8JsonWriter json, Reason reason)
    {
        json.WriteString("rule", reason.Rule);
        json.WriteString("text", reason.Text);
        if (!reason.Blocks.IsEmpty)
        {
            json.WriteTexts("blocks", reason.Blocks, b => b.Value);
        }
    }
}
