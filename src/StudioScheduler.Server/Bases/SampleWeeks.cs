using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Server.Bases;

/// <summary>
/// A sample of two weeks asks for most blocks at any time of both; people ask for a week. Every window is cut to one week: the one
/// that is wanted, else the first and the second in turn, and never before a block that must come first.
/// </summary>
internal static class SampleWeeks
{
    public static Problem Split(Problem problem, BaseWeek first)
    {
        var isLater = new Dictionary<BlockId, bool>();
        var blocks = problem.Blocks.ToDictionary(b => b.Id);
        var turn = problem.Blocks.Select((b, i) => (b.Id, i)).ToDictionary(x => x.Id, x => x.i);
        bool IsLater(ShootingBlock block)
        {
            if (!isLater.TryGetValue(block.Id, out var later))
            {
                later = block.After.Any(a => IsLater(blocks[a.Block]))
                    || (block.Wanted is { } wanted ? wanted.From >= first.To : turn[block.Id] % 2 == 1);
                isLater[block.Id] = later;
            }

            return later;
        }

        return problem with { Blocks = [.. problem.Blocks.Select(b => Cut(b, IsLater(b), first.To))] };
    }

    // Where a week's share would be too short for the block it keeps its whole window.
    private static ShootingBlock Cut(ShootingBlock block, bool isLater, DateTimeOffset border)
    {
        var (from, to) = (block.Window.From, block.Window.To);
        var window = isLater
            ? new TimeWindow(from > border ? from : border, to)
            : new TimeWindow(from, to < border ? to : border);
        return (window.To - window.From).TotalMinutes < block.DurationMinutes ? block : block with { Window = window };
    }
}
