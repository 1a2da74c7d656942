using Google.OrTools.Sat;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// A crew's or a person's week as a circuit over the blocks that need it: moves between stages, shifts that begin after a rest,
/// <c>lastWorked</c> as the work before the first block. Crews pay for shifts, moves and waits; people for presence.
/// </summary>
internal sealed class TourModel
{
    private readonly WeekModel week;
    private readonly IndexedWorker worker;
    private readonly bool isCrew;
    private readonly CpModel model;
    private readonly BoolVar[] isNew;
    private readonly IntVar[] shiftStart;

    private TourModel(WeekModel week, IndexedWorker worker, bool isCrew)
    {
        this.week = week;
        this.worker = worker;
        this.isCrew = isCrew;
        model = week.Model;
        isNew = [.. worker.Blocks.Select(b => model.NewBoolVar($"{worker.Id}new{b}"))];
        var earliest = Math.Min(0, worker.LastWorked?.From ?? 0);
        shiftStart = [.. worker.Blocks.Select(b => model.NewIntVar(earliest, week.Index.End, $"{worker.Id}shift{b}"))];
    }

    public static void AddCrew(WeekModel week, IndexedWorker crew) => new TourModel(week, crew, isCrew: true).Add();

    public static void AddPerson(WeekModel week, IndexedWorker person)
    {
        if (!ImpliedTour.Is(week.Index, person))
        {
            new TourModel(week, person, isCrew: false).Add();
        }

        if (person.PresenceRate > 0 && person.Blocks.Length > 0)
        {
            AddPresence(week, person);
        }
    }

    private static void AddPresence(WeekModel week, IndexedWorker person)
    {
        var minutes = week.Minutes($"{person.Id}present");
        foreach (var first in person.Blocks)
        {
            foreach (var last in person.Blocks)
            {
                week.Model.Add(minutes >= week.End(last) - week.Starts[first]).OnlyEnforceIf([week.Placed[first], week.Placed[last]]);
            }
        }

        week.Presence60.Add((minutes, person.PresenceRate));
    }

    private void Add()
    {
        var circuit = model.AddCircuit();
        var none = model.NewBoolVar($"{worker.Id}none");
        circuit.AddArc(0, 0, none);
        for (var j = 0; j < worker.Blocks.Length; j++)
        {
            var block = worker.Blocks[j];
            model.AddImplication(none, week.Placed[block].Not());
            circuit.AddArc(j + 1, j + 1, week.Placed[block].Not());
            circuit.AddArc(j + 1, 0, model.NewBoolVar($"{worker.Id}last{j}"));
            var first = model.NewBoolVar($"{worker.Id}first{j}");
            circuit.AddArc(0, j + 1, first);
            Begin(j, first);
            if (worker.Shift is { } shift)
            {
                model.Add(shiftStart[j] == week.Starts[block]).OnlyEnforceIf(isNew[j]);
                model.Add(week.End(block) - shiftStart[j] <= shift.MaxMinutes).OnlyEnforceIf(week.Placed[block]);
                PayShift(block, isNew[j]);
            }

            for (var i = 0; i < worker.Blocks.Length; i++)
            {
                if (i != j)
                {
                    var follows = model.NewBoolVar($"{worker.Id}arc{i}-{j}");
                    circuit.AddArc(i + 1, j + 1, follows);
                    Follow(i, j, follows);
                }
            }
        }
    }

    private void PayShift(int block, BoolVar began)
    {
        if (isCrew)
        {
            var counted = model.NewBoolVar($"{worker.Id}pays{block}");
            model.AddBoolOr([counted, began.Not(), week.Placed[block].Not()]);
            week.Costs.Add((counted, week.Index.Weights.Shift));
        }
    }

    private void Begin(int j, BoolVar first)
    {
        if (worker.LastWorked is not { } last)
        {
            model.AddImplication(first, isNew[j]);
            return;
        }

        var start = week.Starts[worker.Blocks[j]];
        model.Add(start >= last.To).OnlyEnforceIf(first);
        if (worker.Shift is not { } shift)
        {
            return;
        }

        model.Add(start >= last.To + shift.MinRestMinutes).OnlyEnforceIf([first, isNew[j]]);
        model.Add(start <= last.To + shift.MinRestMinutes - 1).OnlyEnforceIf([first, isNew[j].Not()]);
        model.Add(shiftStart[j] == last.From).OnlyEnforceIf([first, isNew[j].Not()]);
        if (isCrew)
        {
            // A shift that continues lastWorked counts too.
            var continues = model.NewBoolVar($"{worker.Id}continues{j}");
            model.AddBoolOr([continues, first.Not(), isNew[j]]);
            week.Costs.Add((continues, week.Index.Weights.Shift));
        }
    }

    private void Follow(int i, int j, ILiteral follows)
    {
        var (before, block) = (worker.Blocks[i], worker.Blocks[j]);
        var gap = week.Starts[block] - week.End(before);
        if (worker.Shift is { } shift)
        {
            model.Add(gap >= shift.MinRestMinutes).OnlyEnforceIf([follows, isNew[j]]);
            model.Add(gap <= shift.MinRestMinutes - 1).OnlyEnforceIf([follows, isNew[j].Not()]);
            model.Add(shiftStart[j] == shiftStart[i]).OnlyEnforceIf([follows, isNew[j].Not()]);
        }

        var wait = isCrew ? week.Minutes($"{worker.Id}wait{i}-{j}") : null;
        var moved = isCrew ? model.NewBoolVar($"{worker.Id}moves{i}-{j}") : null;
        foreach (var from in week.Index.Blocks[before].Stages)
        {
            foreach (var to in week.Index.Blocks[block].Stages)
            {
                var move = week.Index.MoveMinutes(from, to);
                ILiteral[] when = [follows, week.On(before, from)!, week.On(block, to)!];
                model.Add(gap >= move).OnlyEnforceIf(when);
                if (isCrew)
                {
                    model.Add(wait! >= gap - move).OnlyEnforceIf([.. when, isNew[j].Not()]);
                    if (from != to)
                    {
                        model.Add(moved! == 1).OnlyEnforceIf([.. when, isNew[j].Not()]);
                    }
                }
            }
        }

        if (isCrew)
        {
            week.Costs.Add((wait!, week.Index.Weights.Wait));
            week.Costs.Add((moved!, week.Index.Weights.Move));
        }
    }
}
