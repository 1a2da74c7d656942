using System.Collections.Immutable;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;
using static StudioScheduler.Engine.Explaining.EditValues;

namespace StudioScheduler.Engine.Explaining;

/// <summary>
/// Edits of what is asked for one block: its window, stages, links, light, sound, cast, crew and length. The problem with the edit is as
/// wide as it can be; what is told is no wider than the schedule that comes out needs.
/// </summary>
internal sealed class BlockEdits(Placements schedule, int block)
{
    // Not the id of any crew: of those that could be found in a file, none is empty.
    private static readonly CrewId Nobody = new("");

    private readonly ProblemIndex index = schedule.Index;
    private readonly Problem problem = schedule.Index.Problem;
    private readonly IndexedBlock own = schedule.Index.Blocks[block];
    private readonly ShootingBlock given = schedule.Index.Problem.Blocks[block];

    public EditFamily Window() => Family(null,
    [
        With(Anytime(given), result => Widened(result[block]!.Value) is var window && window == given.Window ? null
            : window.To == given.Window.To ? Set($"blocks[{block}].window.from", Text(window.From))
            : window.From == given.Window.From ? Set($"blocks[{block}].window.to", Text(window.To))
            : Set($"blocks[{block}].window", EditValues.Window(window))),
    ]);

    /// <summary>One stage more: of the same kind, or of any.</summary>
    public EditFamily Stages(bool ofAnyKind) => Family(null,
    [
        With(WithStages(given, ofAnyKind), result => own.Stages.Contains(result[block]!.Value.Stage)
            ? null
            : Set($"blocks[{block}].stages", Added(result[block]!.Value.Stage).Select(s => s.Value))),
    ]);

    public EditFamily Links() => Family(null,
    [
        .. given.After.Select(gone => given.After.Remove(gone)).Select(fewer => With(given with { After = fewer }, _ => Set(
            $"blocks[{block}].after", fewer.Select(a => new { block = a.Block.Value, minGapMinutes = a.MinGapMinutes })))),
    ]);

    public EditFamily LightAndSound() => Family(null,
    [
        With(given with { Light = Light.Any }, _ => Set($"blocks[{block}].light", "any")),
        With(given with { Sound = Sound.Any }, _ => Set($"blocks[{block}].sound", "any")),
    ]);

    /// <summary>One performer less, one only, none.</summary>
    public EditFamily People() => Family(
        With(given with { People = [] }),
        [
            .. given.People.Select(gone => Cast(given.People.Remove(gone))),
            .. given.People.Where(_ => given.People.Length > 2).Select(only => Cast([only])),
            Cast([]),
        ]);

    /// <summary>Another crew: of the same production first, then whoever has most time left.</summary>
    /// <param name="most">At most so many.</param>
    public EditFamily Crews(int most = int.MaxValue) => Family(
        WithNobody(given),
        [.. OtherCrews(given).Take(most).Select(crew => With(given with { Crew = crew }, _ => Set($"blocks[{block}].crew", crew.Value)))]);

    /// <summary>A part of it at least.</summary>
    public EditFamily Lengths()
    {
        var shorter = ((int[])[3, 2, 1]).Select(quarters => given.DurationMinutes * quarters / 4 / problem.StepMinutes * problem.StepMinutes)
            .Where(minutes => minutes > 0 && minutes < given.DurationMinutes)
            .Select(minutes => With(given with { DurationMinutes = minutes }, _ => Set($"blocks[{block}].durationMinutes", minutes))).ToArray();
        return Family(shorter.LastOrDefault()?.Problem, shorter);
    }

    /// <summary>
    /// The request written anew, one entry all the same: anytime, by another crew, also on other stages, predecessors that are left out
    /// forgotten; then without one of its performers, or without cast. The last thing that is tried, where nothing smaller does.
    /// </summary>
    public IEnumerable<EditFamily> Anew()
    {
        var free = Anytime(given) with { After = [.. given.After.Where(a => schedule.IsPlaced(index.BlockIndex[a.Block]))] };
        yield return Anew(WithStages(free, ofAnyKind: false));
        yield return Anew(WithStages(free, ofAnyKind: true));
        foreach (var gone in given.People)
        {
            yield return Anew(WithStages(free, ofAnyKind: false) with { People = given.People.Remove(gone) });
        }

        if (given.People.Length > 1)
        {
            yield return Anew(WithStages(free, ofAnyKind: false) with { People = [] });
        }
    }

    private EditFamily Anew(ShootingBlock free) => Family(WithNobody(free), OtherCrews(free).Prepend(free.Crew).Select(crew => free with { Crew = crew })
        .Select(changed => With(changed, result => SetBlock(block, problem, changed with
        {
            Window = Widened(result[block]!.Value),
            Stages = own.Stages.Contains(result[block]!.Value.Stage) ? given.Stages : Added(result[block]!.Value.Stage),
        }))));

    // What is asked for as it is, is no edit.
    private EditFamily Family(Problem? widest, IEnumerable<ProblemEdit> some) => new(widest, [.. some.Where(e => e.Problem.Blocks[block] != given)]);

    private ProblemEdit Cast(ImmutableArray<PersonId> fewer) =>
        With(given with { People = fewer }, _ => Set($"blocks[{block}].people", fewer.Select(p => p.Value)));

    private ImmutableArray<StageId> Added(int stage) => given.Stages.Add(problem.Stages[stage].Id);

    private TimeWindow Widened(Placement at)
    {
        var (from, to) = (index.Grid.InstantAt(at.Start), index.Grid.InstantAt(at.Start + own.DurationMinutes));
        return new(from < given.Window.From ? from : given.Window.From, to > given.Window.To ? to : given.Window.To);
    }

    private ShootingBlock Anytime(ShootingBlock wanted) => wanted with
    {
        Window = new(
            wanted.Window.From < problem.Start ? wanted.Window.From : problem.Start,
            wanted.Window.To > problem.End ? wanted.Window.To : problem.End),
    };

    private ShootingBlock WithStages(ShootingBlock wanted, bool ofAnyKind)
    {
        var kinds = own.Stages.Select(s => problem.Stages[s].Kind).ToHashSet(StringComparer.Ordinal);
        var more = index.Stages.Where(s => !own.Stages.Contains(s.Index) && (ofAnyKind || kinds.Contains(problem.Stages[s.Index].Kind)) && CanReach(s.Index));
        return wanted with { Stages = more.Any() ? [.. wanted.Stages, .. more.Select(s => s.Id)] : wanted.Stages };
    }

    // The file lists moves only between zones that a worker needs: another pair would be a fault.
    private bool CanReach(int stage) => index.WorkersOf(own).SelectMany(w => w.Blocks).SelectMany(b => index.Blocks[b].Stages)
        .All(other => index.MoveMinutes(other, stage) >= 0);

    private IEnumerable<CrewId> OtherCrews(ShootingBlock wanted)
    {
        var stages = wanted.Stages.Select(s => index.StageIndex[s]).ToArray();
        return index.Crews.Where(c => c.Index != own.Crew && c.Blocks.SelectMany(b => index.Blocks[b].Stages).Distinct()
                .All(from => stages.All(to => index.MoveMinutes(from, to) >= 0)))
            .OrderBy(c => problem.Crews[c.Index].Production != given.Production)
            .ThenBy(c => c.Blocks.Where(schedule.IsPlaced).Sum(b => index.Blocks[b].DurationMinutes))
            .Select(c => problem.Crews[c.Index].Id);
    }

    // By a crew that has nothing else to do, and the longest days of all: where that does not help, no other crew does.
    private Problem WithNobody(ShootingBlock wanted) => With(wanted with { Crew = Nobody }) with
    {
        Crews = problem.Crews.Add(problem.Crews[own.Crew] with
        {
            Id = Nobody, Unavailable = [], LastWorked = null, Shift = new(problem.Crews.Max(c => c.Shift.MaxMinutes), problem.Crews.Min(c => c.Shift.MinRestMinutes)),
        }),
    };

    private Problem With(ShootingBlock changed) => problem with { Blocks = problem.Blocks.SetItem(block, changed) };

    private ProblemEdit With(ShootingBlock changed, Func<Placements, ProblemChange?> tell) => new(With(changed), tell);
}
