using System.Collections.Immutable;
using System.Text.Json;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Explaining;

/// <summary>
/// The single edits that may let a left-out block in, in the order in which a manager would think of them: its window, a closure, an
/// absence, a pool, another stage of the same kind, a longer shift, a performer less.
/// </summary>
internal sealed class EditsToTry(ProblemIndex index, int block)
{
    private readonly Problem problem = index.Problem;
    private readonly ShootingBlock given = index.Problem.Blocks[block];

    public IEnumerable<ProblemEdit> All() =>
        Window().Concat(Closures()).Concat(Absences()).Concat(Pools()).Concat(Stages()).Concat(Shifts()).Concat(People()).Concat(Light());

    private IEnumerable<ProblemEdit> Window()
    {
        if (given.Window.From > problem.Start)
        {
            yield return Block(given with { Window = given.Window with { From = problem.Start } }, at =>
                Set($"blocks[{block}].window.from", Time(Math.Min(at.Start, index.Blocks[block].Window.From))));
        }

        if (given.Window.To < problem.End)
        {
            yield return Block(given with { Window = given.Window with { To = problem.End } }, at =>
                Set($"blocks[{block}].window.to", Time(Math.Max(at.Start + given.DurationMinutes, index.Blocks[block].Window.To))));
        }
    }

    private IEnumerable<ProblemEdit> Closures()
    {
        foreach (var stage in index.Blocks[block].Stages)
        {
            var at = problem.Stages[stage];
            for (var i = 0; i < at.Closed.Length; i++)
            {
                var open = at.Closed.RemoveAt(i);
                yield return new(problem with { Stages = problem.Stages.SetItem(stage, at with { Closed = open }) }, _ =>
                    Set($"stages[{stage}].closed", open.Select(c => new { from = Text(c.During.From), to = Text(c.During.To), reason = c.Reason })));
            }
        }
    }

    private IEnumerable<ProblemEdit> Absences()
    {
        var crew = index.Blocks[block].Crew;
        var away = problem.Crews[crew].Unavailable;
        for (var i = 0; i < away.Length; i++)
        {
            var left = away.RemoveAt(i);
            yield return new(
                problem with { Crews = problem.Crews.SetItem(crew, problem.Crews[crew] with { Unavailable = left }) },
                _ => Set($"crews[{crew}].unavailable", Windows(left)));
        }

        foreach (var person in index.Blocks[block].People)
        {
            var absences = problem.People[person].Unavailable;
            for (var i = 0; i < absences.Length; i++)
            {
                var left = absences.RemoveAt(i);
                yield return new(
                    problem with { People = problem.People.SetItem(person, problem.People[person] with { Unavailable = left }) },
                    _ => Set($"people[{person}].unavailable", Windows(left)));
            }
        }
    }

    // One more of each pool that the block or its changeover needs, the whole week.
    private IEnumerable<ProblemEdit> Pools()
    {
        var needed = index.Blocks[block].Pools.Select(p => p.Pool)
            .Concat(index.Blocks[block].Stages.Select(index.ChangeoverPool).Where(p => p >= 0)).Distinct().Order();
        foreach (var pool in needed)
        {
            var more = problem.Pools[pool].Capacity + index.Blocks[block].Pools.Where(p => p.Pool == pool).Select(p => p.Units).Append(1).Max();
            yield return new(
                problem with { Pools = problem.Pools.SetItem(pool, problem.Pools[pool] with { Capacity = more }) },
                _ => Set($"pools[{pool}].capacity", more));
        }
    }

    private IEnumerable<ProblemEdit> Stages()
    {
        var own = index.Blocks[block].Stages;
        var kinds = own.Select(s => problem.Stages[s].Kind).ToHashSet(StringComparer.Ordinal);
        foreach (var stage in index.Stages.Where(s => !own.Contains(s.Index) && kinds.Contains(problem.Stages[s.Index].Kind) && CanReach(s.Index)))
        {
            var more = given.Stages.Add(stage.Id);
            yield return Block(given with { Stages = more }, _ => Set($"blocks[{block}].stages", more.Select(s => s.Value)));
        }
    }

    // The file lists moves only between zones that a worker needs: another pair would be a fault.
    private bool CanReach(int stage) => index.WorkersOf(index.Blocks[block]).SelectMany(w => w.Blocks).SelectMany(b => index.Blocks[b].Stages)
        .All(other => index.MoveMinutes(other, stage) >= 0);

    private IEnumerable<ProblemEdit> Shifts()
    {
        var crew = index.Blocks[block].Crew;
        foreach (var more in new[] { 60, 120, 240 })
        {
            var longer = problem.Crews[crew].Shift.MaxMinutes + more;
            yield return new(
                problem with { Crews = problem.Crews.SetItem(crew, problem.Crews[crew] with { Shift = problem.Crews[crew].Shift with { MaxMinutes = longer } }) },
                _ => Set($"crews[{crew}].shift.maxMinutes", longer));
        }

        foreach (var person in index.Blocks[block].People.Where(p => problem.People[p].Shift is not null))
        {
            var rule = problem.People[person].Shift!;
            yield return new(
                problem with { People = problem.People.SetItem(person, problem.People[person] with { Shift = rule with { MaxMinutes = rule.MaxMinutes + 120 } }) },
                _ => Set($"people[{person}].shift.maxMinutes", rule.MaxMinutes + 120));
        }
    }

    private IEnumerable<ProblemEdit> People()
    {
        for (var i = 0; i < given.People.Length; i++)
        {
            var fewer = given.People.RemoveAt(i);
            yield return Block(given with { People = fewer }, _ => Set($"blocks[{block}].people", fewer.Select(p => p.Value)));
        }
    }

    private IEnumerable<ProblemEdit> Light()
    {
        if (given.Light != Domain.Problems.Light.Any)
        {
            yield return Block(given with { Light = Domain.Problems.Light.Any }, _ => Set($"blocks[{block}].light", "any"));
        }

        if (given.Sound != Sound.Any)
        {
            yield return Block(given with { Sound = Sound.Any }, _ => Set($"blocks[{block}].sound", "any"));
        }
    }

    private ProblemEdit Block(ShootingBlock changed, Func<Domain.Schedules.Placement, ProblemChange?> tell) =>
        new(problem with { Blocks = problem.Blocks.SetItem(block, changed) }, tell);

    private string Time(long minute) => Text(index.Grid.InstantAt(minute));

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    private static object Windows(ImmutableArray<TimeWindow> windows) => windows.Select(w => new { from = Text(w.From), to = Text(w.To) });

    private static SetValue Set(string path, object value) => new(path, JsonSerializer.SerializeToElement(value));
}
