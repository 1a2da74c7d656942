using System.Collections.Immutable;
using System.Text.Json;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Explaining;

/// <summary>
/// The single edits that may let a left-out block in, in the order in which a manager would think of them: its window, a closure, an
/// absence, a pool, a longer shift, another stage of the same kind, a link or a performer less, another crew, a shorter rest, a shorter
/// block.
/// </summary>
internal sealed class EditsToTry(Placements schedule, int block)
{
    private const int MostStages = 8;
    private const int MostCrews = 3;

    private readonly ProblemIndex index = schedule.Index;
    private readonly (Placement At, int Crew, int Minutes)[] work = [.. schedule.Index.Blocks.Where(b => schedule.IsPlaced(b.Index))
        .Select(b => (schedule[b.Index]!.Value, b.Crew, b.DurationMinutes))];

    private readonly Problem problem = schedule.Index.Problem;
    private readonly ShootingBlock given = schedule.Index.Problem.Blocks[block];

    public IEnumerable<ProblemEdit> All() => Window().Concat(Closures()).Concat(Absences()).Concat(Pools()).Concat(Shifts()).Concat(Stages())
        .Concat(Links()).Concat(Light()).Concat(People()).Concat(Crews()).Concat(Rests()).Concat(Lengths());

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
        var others = index.Stages.Where(s => !own.Contains(s.Index) && kinds.Contains(problem.Stages[s.Index].Kind) && CanReach(s.Index));
        foreach (var stage in others.OrderBy(s => work.Where(w => w.At.Stage == s.Index).Sum(w => w.Minutes)).Take(MostStages))
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

    // Whoever has most time left, of the same production first.
    private IEnumerable<ProblemEdit> Crews()
    {
        var own = index.Blocks[block];
        var others = index.Crews.Where(c => c.Index != own.Crew && c.Blocks.SelectMany(b => index.Blocks[b].Stages).Distinct()
            .All(from => own.Stages.All(to => index.MoveMinutes(from, to) >= 0)));
        foreach (var crew in others.OrderBy(c => problem.Crews[c.Index].Production != given.Production)
            .ThenBy(c => work.Where(w => w.Crew == c.Index).Sum(w => w.Minutes)).Take(MostCrews))
        {
            var id = problem.Crews[crew.Index].Id;
            yield return Block(given with { Crew = id }, _ => Set($"blocks[{block}].crew", id.Value));
        }
    }

    // A part of it at least.
    private IEnumerable<ProblemEdit> Lengths()
    {
        foreach (var quarters in (int[])[3, 2, 1])
        {
            var minutes = given.DurationMinutes * quarters / 4 / problem.StepMinutes * problem.StepMinutes;
            if (minutes > 0 && minutes < given.DurationMinutes)
            {
                yield return Block(given with { DurationMinutes = minutes }, _ => Set($"blocks[{block}].durationMinutes", minutes));
            }
        }
    }

    private IEnumerable<ProblemEdit> Links()
    {
        for (var i = 0; i < given.After.Length; i++)
        {
            var fewer = given.After.RemoveAt(i);
            yield return Block(given with { After = fewer }, _ => Set(
                $"blocks[{block}].after", fewer.Select(a => new { block = a.Block.Value, minGapMinutes = a.MinGapMinutes })));
        }
    }

    // Last, since nobody likes it: a shorter night for the crew.
    private IEnumerable<ProblemEdit> Rests()
    {
        var crew = index.Blocks[block].Crew;
        var rule = problem.Crews[crew].Shift;
        foreach (var less in (int[])[60, 120])
        {
            var shorter = rule.MinRestMinutes - less;
            if (shorter >= problem.StepMinutes)
            {
                yield return new(
                    problem with { Crews = problem.Crews.SetItem(crew, problem.Crews[crew] with { Shift = rule with { MinRestMinutes = shorter } }) },
                    _ => Set($"crews[{crew}].shift.minRestMinutes", shorter));
            }
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

    private ProblemEdit Block(ShootingBlock changed, Func<Placement, ProblemChange?> tell) =>
        new(problem with { Blocks = problem.Blocks.SetItem(block, changed) }, tell);

    private string Time(long minute) => Text(index.Grid.InstantAt(minute));

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    private static object Windows(ImmutableArray<TimeWindow> windows) => windows.Select(w => new { from = Text(w.From), to = Text(w.To) });

    private static SetValue Set(string path, object value) => new(path, JsonSerializer.SerializeToElement(value));
}
