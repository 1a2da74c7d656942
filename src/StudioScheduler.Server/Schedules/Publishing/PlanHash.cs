using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudioScheduler.Server.Problems;

namespace StudioScheduler.Server.Schedules.Publishing;

internal static class PlanHash
{
    /// <summary>SHA-256 over the plan's remembered part as it will be, in order of block, so that two servers can compare what they hold.</summary>
    public static string Of(PlanFacts facts, IEnumerable<PlannedChange> changes)
    {
        var plan = facts.Plan.ToDictionary(a => a.BlockId, a => (a.StageId, a.Start), StringComparer.Ordinal);
        foreach (var change in changes)
        {
            plan.Remove(change.Block.Id);
            if (change.After is { } after)
            {
                plan[change.Block.Id] = after;
            }
        }

        var text = new StringBuilder();
        foreach (var (block, (stage, start)) in plan.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{block}|{stage}|{start.ToUnixTimeSeconds()}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
