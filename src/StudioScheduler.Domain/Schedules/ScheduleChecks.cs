using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Problems.Validation;

namespace StudioScheduler.Domain.Schedules;

/// <summary>The checks of <see cref="ScheduleValidation"/>, with what they share.</summary>
internal sealed class ScheduleChecks(Schedule schedule, ProblemIndex index, FaultCollector faults)
{
    private const int MostNamed = 12;

    private readonly ProblemChecks known = new(index.Problem, faults);
    private readonly string?[] placeOf = new string?[index.Blocks.Length];

    public void Run()
    {
        var assignments = Place.Root.Member("assignments");
        for (var i = 0; i < schedule.Assignments.Length; i++)
        {
            var assignment = schedule.Assignments[i];
            var at = assignments.Item(i);
            Claim(at, assignment.Block);
            known.Stages.Require(at, "stage", assignment.Stage.Value);
            known.Start(at, "start", assignment.Start);
        }

        var unscheduled = Place.Root.Member("unscheduled");
        for (var i = 0; i < schedule.Unscheduled.Length; i++)
        {
            Claim(unscheduled.Item(i), schedule.Unscheduled[i].Block);
            Reasons(unscheduled.Item(i), schedule.Unscheduled[i]);
        }

        Missing();
    }

    // Every block once, over both lists.
    private void Claim(Place at, BlockId block)
    {
        var place = known.Blocks.Require(at, "block", block.Value);
        if (place < 0)
        {
            return;
        }

        if (placeOf[place] is { } first)
        {
            faults.Add(at.PathOf("block"), block.Value, "fault.blockTwice", ("first", first));
        }
        else
        {
            placeOf[place] = at.ToString();
        }
    }

    private void Reasons(Place at, LeftOut leftOut)
    {
        if (leftOut.Reasons.IsEmpty)
        {
            faults.Add(at.PathOf("reasons"), leftOut.Block.Value, "fault.noReason");
        }

        var reasons = at.Member("reasons");
        for (var i = 0; i < leftOut.Reasons.Length; i++)
        {
            var (reason, place) = (leftOut.Reasons[i], reasons.Item(i));
            if (!HardRules.IsReason(reason.Rule))
            {
                var nearest = Nearest.To(reason.Rule, HardRules.Ids);
                faults.Add(place.PathOf("rule"), reason.Rule, nearest is null ? "fault.noRule" : "fault.noRuleNearest", ("nearest", nearest ?? ""));
            }

            if (string.IsNullOrEmpty(reason.Text))
            {
                faults.Add(place.PathOf("text"), reason.Text, "fault.noReasonText");
            }

            known.Blocks.RequireEach(known, reason.Blocks, r => r.Value, place, "blocks");
        }
    }

    private void Missing()
    {
        if (faults.IsFaulty("assignments") || faults.IsFaulty("unscheduled"))
        {
            return;
        }

        var missing = index.Blocks.Where(b => placeOf[b.Index] is null).Select(b => b.Id.Value).ToArray();
        if (missing.Length > 0)
        {
            var named = string.Join(", ", missing.Take(MostNamed)) + (missing.Length > MostNamed ? ", …" : "");
            faults.Add("unscheduled", named, "fault.inNeitherList", ("count", ProblemChecks.Say(missing.Length)));
        }
    }
}
