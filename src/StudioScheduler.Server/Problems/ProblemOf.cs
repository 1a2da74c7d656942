using System.Collections.Immutable;
using System.Globalization;
using StudioScheduler.Domain.Problems;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>
/// From stored facts to a planning problem: one pure function, used by runs, publication and files alike. Its answer has a schedule
/// with hard 0 after any disruption, because what the past broke is history and what can no longer stand is set free.
/// </summary>
public static class ProblemOf
{
    /// <param name="week">What is planned: a base's week, or the stretch of a repair.</param>
    /// <param name="draft">The draft's placements; only its pins matter to the problem.</param>
    /// <param name="weights">The draft's; null: the base's.</param>
    public static MappedProblem Map(
        PlanFacts facts, (DateTimeOffset From, DateTimeOffset To) week, DateTimeOffset now, IReadOnlyCollection<Model.DraftPlacement> draft,
        Weights? weights = null)
    {
        var horizon = facts.HorizonOf(week, now);
        var worked = Worked.Of(facts, horizon, now);
        var running = StandIns.Of(worked, horizon, facts.Base.StepMinutes).ToList();
        horizon = horizon with { End = running.Select(r => r.Block.Window.To).Append(Minutes.Up(horizon.End)).Max() };
        var blocks = new MappedBlocks(facts, horizon, worked, now);
        var frozenUntil = FrozenUntil(facts.Base, week.From, now);
        var problem = Frame(facts, horizon, worked, now, LookOf(facts, horizon, worked, blocks, frozenUntil)) with { Weights = weights ?? facts.Base.Weights };

        running = Compatible(problem, running, blocks);
        problem = problem with { Crews = [.. problem.Crews, .. running.Select(r => r.Crew)] };
        ShootingBlock[] All() => [.. blocks.Blocks.Values, .. running.Select(r => r.Block)];

        var places = running.ConvertAll(r => r.Place);
        var context = Freed.StandingContext(problem with { Blocks = [.. All()] }, places, blocks);
        var (pins, droppedPins) = MappedPins.Of(facts, problem, blocks, draft);
        droppedPins.AddRange(Freed.ImpossiblePins(problem with { Blocks = [.. All()] }, places, context, pins));
        pins = pins.RemoveAll(p => droppedPins.Exists(d => d.Block == p.Block.Value));
        var mustMove = Freed.Find(problem with { Blocks = [.. All()] }, places, context, pins, blocks, frozenUntil);
        pins = Remaining(pins, blocks, mustMove, droppedPins);

        var told = new ToldOf(facts.Notices, facts.Plan.ToDictionary(a => a.BlockId, StringComparer.Ordinal));
        problem = problem with
        {
            Blocks = [.. All()],
            // context stays; a stand-in that starts when nothing is frozen any more stays by its pin
            Pins = [.. pins, .. context, .. running.Where(r => r.Place.Start >= frozenUntil).Select(r => new Pin(r.Place.Block, r.Place.Stage, r.Place.Start))],
            Published = new(frozenUntil,
            [
                .. blocks.Published.Select(a => new PublishedAssignment(new(a.BlockId), new(a.StageId), a.Start, told[a.BlockId])),
                .. running.Select(r => r.Place),
            ]),
        };
        var remarks = blocks.Fill(new() { MustMove = mustMove, DroppedPins = droppedPins });
        return new(problem, horizon, remarks, running.Select(r => r.Block.Id.Value).ToHashSet(StringComparer.Ordinal));
    }

    private static DateTimeOffset FrozenUntil(Model.Base studio, DateTimeOffset weekFrom, DateTimeOffset now)
    {
        var freeze = Minutes.Up(now.AddMinutes(studio.FreezeMinutes));
        // this week stays while a week to come is planned
        return weekFrom > now ? Minutes.Max(freeze, weekFrom) : freeze;
    }

    private static Problem Frame(
        PlanFacts facts, PlanHorizon horizon, Worked worked, DateTimeOffset now, Func<Model.Stage, string?> lookOf) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{facts.Base.Id}-{horizon.WeekFrom:yyyyMMdd'T'HHmm'Z'}-v{facts.Base.PublishedNumber}"),
        TimeZone = facts.Base.TimeZone,
        Start = horizon.Start,
        End = horizon.End,
        Now = Minutes.Up(now),
        StepMinutes = facts.Base.StepMinutes,
        Night = new(facts.Base.NightFrom, facts.Base.NightTo),
        Daylight = MappedPlaces.Daylight(facts, horizon),
        Moves = MappedPlaces.Moves(facts),
        Stages = MappedPlaces.Stages(facts, horizon, worked, lookOf),
        Changeovers = MappedPlaces.Changeovers(facts),
        Pools = MappedPlaces.Pools(facts),
        People = MappedPeople.People(facts, horizon, worked),
        Crews = [.. MappedPeople.Crews(facts, horizon, worked)],
        Blocks = [],
        Pins = [],
    };

    // What stands there. No first changeover where a block runs, or where the one before the next frozen block has begun.
    private static Func<Model.Stage, string?> LookOf(
        PlanFacts facts, PlanHorizon horizon, Worked worked, MappedBlocks blocks, DateTimeOffset frozenUntil)
    {
        var tables = facts.Changeovers.ToDictionary(t => t.Kind, StringComparer.Ordinal);
        return stage =>
        {
            var last = worked.LastOn(stage.Id);
            var look = last?.Block.Look ?? stage.Look;
            var next = blocks.Published.FirstOrDefault(a => a.StageId == stage.Id);
            if (look is null || last is { IsOver: false } || next is null || next.Start >= frozenUntil || !tables.TryGetValue(stage.Kind, out var table))
            {
                return last is { IsOver: false } ? null : look;
            }

            var begins = next.Start.AddMinutes(-ChangeoverMinutes(table, look, blocks.Blocks[next.BlockId].Look));
            return begins < horizon.Start && (last is null || last.To <= begins) ? null : look;
        };
    }

    /// <summary>Between two looks on a stage of a kind.</summary>
    internal static int ChangeoverMinutes(Model.ChangeoverTable table, string from, string to) =>
        from == to ? table.SameMinutes : table.Pairs.Find(p => p.From == from && p.To == to)?.Minutes ?? table.OtherMinutes;

    /// <summary>Two running blocks may contradict each other in sound or pools, even on one stage; the problem must not.</summary>
    private static List<(ShootingBlock Block, Crew Crew, PublishedAssignment Place)> Compatible(
        Problem problem, List<(ShootingBlock Block, Crew Crew, PublishedAssignment Place)> running, MappedBlocks blocks)
    {
        var kept = new List<(ShootingBlock Block, Crew Crew, PublishedAssignment Place)>();
        foreach (var (block, crew, place) in running)
        {
            bool Stands(ShootingBlock candidate)
            {
                var all = kept.Append((Block: candidate, Crew: crew, Place: place)).ToList();
                var beside = new Kept(problem with { Crews = [.. all.Select(k => k.Crew)], Blocks = [.. all.Select(k => k.Block)], People = [] });
                return all.TrueForAll(k => beside.TryAdd(k.Block.Id, k.Place.Stage, k.Place.Start));
            }

            var undemanding = StandIns.Undemanding(block);
            if (Stands(block) || Stands(undemanding))
            {
                kept.Add((Stands(block) ? block : undemanding, crew, place));
            }
            else
            {
                blocks.ForgetStandIn(block.Id, block.Window.To);
            }
        }

        return kept;
    }

    private static ImmutableArray<Pin> Remaining(
        ImmutableArray<Pin> pins, MappedBlocks blocks, IReadOnlyList<BlockRemark> mustMove, List<BlockRemark> dropped)
    {
        var moving = mustMove.Select(m => m.Block).ToHashSet(StringComparer.Ordinal);
        var remaining = pins.Where(p => blocks.Blocks.TryGetValue(p.Block.Value, out var block) && p.Start >= block.Window.From
            && p.Start.AddMinutes(block.DurationMinutes) <= block.Window.To).ToImmutableArray();
        dropped.AddRange(pins.Except(remaining).Where(p => moving.Contains(p.Block.Value)).Select(p => new BlockRemark(p.Block.Value, "frozen")));
        return remaining;
    }
}
