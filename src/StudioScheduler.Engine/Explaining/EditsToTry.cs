using System.Collections.Immutable;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;
using static StudioScheduler.Engine.Explaining.EditValues;

namespace StudioScheduler.Engine.Explaining;

/// <summary>
/// The single edits that may let a left-out block in, in the order in which a manager would think of them: its window, a closure, an
/// absence, a pool, a longer shift, another stage of the same kind, a link or a performer less, another crew, a shorter rest, a shorter
/// block; then the same of what stands in its way; at last a request that is written anew.
/// </summary>
/// <param name="inTheWay">Blocks each of which alone, gone, would make room.</param>
internal sealed class EditsToTry(Placements schedule, int block, IReadOnlyList<int> inTheWay)
{
    private readonly ProblemIndex index = schedule.Index;
    private readonly Problem problem = schedule.Index.Problem;
    private readonly IndexedBlock own = schedule.Index.Blocks[block];
    private readonly BlockEdits edits = new(schedule, block);

    public IEnumerable<EditFamily> All() =>
    [
        edits.Window(), Closures(), Absences(), Pools(), Shifts(), edits.Stages(ofAnyKind: false), edits.Links(), edits.LightAndSound(), edits.People(),
        edits.Crews(), edits.Lengths(), .. inTheWay.Select(b => new BlockEdits(schedule, b)).SelectMany(OfAnother), edits.Stages(ofAnyKind: true),
    ];

    /// <summary>Greater edits, where none of those does.</summary>
    public IEnumerable<EditFamily> Anew() => edits.Anew();

    private static IEnumerable<EditFamily> OfAnother(BlockEdits other) => [other.Window(), other.Stages(ofAnyKind: false), other.Lengths(), other.Crews(3)];

    // Open all the time; what is told keeps every closure that nobody stands in.
    private EditFamily Closures() => new(null, [.. own.Stages.Where(s => problem.Stages[s].Closed.Length > 0).Select(stage =>
    {
        var at = problem.Stages[stage];
        return new ProblemEdit(problem with { Stages = problem.Stages.SetItem(stage, at with { Closed = [] }) }, result =>
        {
            var used = Used(result, b => result[b]!.Value.Stage == stage);
            var kept = at.Closed.RemoveAll(c => IsNeeded(c.During, used));
            return kept.Length == at.Closed.Length
                ? null
                : Set($"stages[{stage}].closed", kept.Select(c => new { from = Text(c.During.From), to = Text(c.During.To), reason = c.Reason }));
        });
    })]);

    private EditFamily Absences()
    {
        var crew = own.Crew;
        var ofCrew = new ProblemEdit(
            problem with { Crews = problem.Crews.SetItem(crew, problem.Crews[crew] with { Unavailable = [] }) },
            result => Kept($"crews[{crew}].unavailable", problem.Crews[crew].Unavailable, Used(result, b => index.Blocks[b].Crew == crew)));
        return new(null,
        [
            .. problem.Crews[crew].Unavailable.IsEmpty ? (ProblemEdit[])[] : [ofCrew],
            .. own.People.Where(p => !problem.People[p].Unavailable.IsEmpty).Select(person => new ProblemEdit(
                problem with { People = problem.People.SetItem(person, problem.People[person] with { Unavailable = [] }) },
                result => Kept($"people[{person}].unavailable", problem.People[person].Unavailable, Used(result, b => index.Blocks[b].People.Contains(person))))),
        ]);
    }

    private SetValue? Kept(string path, ImmutableArray<TimeWindow> absences, Interval[] used)
    {
        var kept = absences.RemoveAll(a => IsNeeded(a, used));
        return kept.Length == absences.Length ? null : Set(path, kept.Select(Window));
    }

    private bool IsNeeded(TimeWindow window, Interval[] used) =>
        Array.Exists(used, new Interval(index.Grid.MinutesAt(window.From), index.Grid.MinutesAt(window.To)).Overlaps);

    private Interval[] Used(Placements result, Func<int, bool> concerns) =>
        [.. Enumerable.Range(0, index.Blocks.Length).Where(b => result.IsPlaced(b) && concerns(b)).Select(result.During)];

    // One more of each pool that the block or its changeover needs, the whole week.
    private EditFamily Pools()
    {
        var needed = own.Pools.Select(p => p.Pool).Concat(own.Stages.Select(index.ChangeoverPool).Where(p => p >= 0)).Distinct().Order();
        return new(null, [.. needed.Select(pool =>
        {
            var more = problem.Pools[pool].Capacity + own.Pools.Where(p => p.Pool == pool).Select(p => p.Units).Append(1).Max();
            return new ProblemEdit(problem with { Pools = problem.Pools.SetItem(pool, problem.Pools[pool] with { Capacity = more }) }, _ => Set($"pools[{pool}].capacity", more));
        })]);
    }

    // A longer day of the crew, of a performer, a shorter night; at last both, which nobody likes.
    private EditFamily Shifts()
    {
        var crew = own.Crew;
        var rule = problem.Crews[crew].Shift;
        var longer = ((int[])[60, 120, 240]).Select(more => Hours(rule with { MaxMinutes = rule.MaxMinutes + more },
            shift => Set($"crews[{crew}].shift.maxMinutes", shift.MaxMinutes)));
        var ofPeople = own.People.Where(p => problem.People[p].Shift is not null).Select(person =>
        {
            var shift = problem.People[person].Shift! with { MaxMinutes = problem.People[person].Shift!.MaxMinutes + 120 };
            return new ProblemEdit(
                problem with { People = problem.People.SetItem(person, problem.People[person] with { Shift = shift }) },
                _ => Set($"people[{person}].shift.maxMinutes", shift.MaxMinutes));
        });
        var rests = ((int[])[60, 120]).Where(less => rule.MinRestMinutes - less >= problem.StepMinutes).Select(less =>
            Hours(rule with { MinRestMinutes = rule.MinRestMinutes - less }, shift => Set($"crews[{crew}].shift.minRestMinutes", shift.MinRestMinutes)));
        var both = ((int[])[120, 240]).Where(less => rule.MinRestMinutes - less >= problem.StepMinutes).Select(less => Hours(
            new(rule.MaxMinutes + less, rule.MinRestMinutes - less),
            shift => Set($"crews[{crew}].shift", new { maxMinutes = shift.MaxMinutes, minRestMinutes = shift.MinRestMinutes })));
        return new(null, [.. longer, .. ofPeople, .. rests, .. both]);
    }

    private ProblemEdit Hours(ShiftRule shift, Func<ShiftRule, SetValue> tell) =>
        new(problem with { Crews = problem.Crews.SetItem(own.Crew, problem.Crews[own.Crew] with { Shift = shift }) }, _ => tell(shift));
}
