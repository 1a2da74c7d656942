using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>Weights in their range, and so that the worst schedule's soft score fits a <c>long</c> with room to spare.</summary>
internal static class WeightChecks
{
    private const long MinutesAround = 2L * Limits.DaysAround * 24 * 60;

    public static void Run(ProblemChecks checks)
    {
        var place = Place.Root.Member("weights");
        var given = SoftWeights.Of(checks.Problem.Weights);
        (string Name, int Weight)[] weights =
        [
            ("wanted", given.Wanted), ("night", given.Night), ("move", given.Move), ("wait", given.Wait), ("shift", given.Shift),
            ("changeover", given.Changeover), ("rate", given.Rate), ("presence", given.Presence), ("changed", given.Changed),
        ];
        foreach (var (name, weight) in weights)
        {
            checks.Number(place, name, weight, 0, Limits.Weight);
        }

        if (checks.Faults.Count > 0)
        {
            return;
        }

        var worst = Worst(checks.Problem);
        Int128 sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += (Int128)weights[i].Weight * worst[i];
            if (sum > Limits.SoftScore)
            {
                checks.Faults.Add(place.PathOf(weights[i].Name), ProblemChecks.Say(weights[i].Weight), "fault.scoreOverflow");
                return;
            }
        }
    }

    // Units of each soft rule in the worst schedule that can be read, in the order of the weights; rates before they are divided by 60.
    private static Int128[] Worst(Problem problem)
    {
        Int128 span = MinutesAround + (long)(problem.End - problem.Start).TotalMinutes + Limits.Minutes;
        Int128 blocks = problem.Blocks.Length;
        Int128 minutes = problem.Blocks.Sum(b => (long)b.DurationMinutes);
        Int128 rate = problem.Stages.Select(s => s.HourlyRate).DefaultIfEmpty().Max();
        Int128 changeover = problem.Changeovers
            .SelectMany(t => t.Pairs.Select(p => p.Minutes).Append(t.SameMinutes).Append(t.OtherMinutes)).DefaultIfEmpty().Max();
        Int128 presence = problem.People.Sum(p => (long)(p.PresenceRate ?? 0));

        // a wish may lie anywhere in the years that a file can name
        Int128 years = (Limits.LastYear - Limits.FirstYear + 1) * 366L * 24 * 60;
        return
        [
            problem.Blocks.Count(b => b.Wanted is not null) * 2 * years, minutes, blocks, blocks * span, blocks,
            blocks * changeover, minutes * rate, presence * span, (problem.Published?.Assignments.Length ?? 0) * 9,
        ];
    }
}
