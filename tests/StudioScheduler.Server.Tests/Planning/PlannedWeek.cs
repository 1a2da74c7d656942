using System.Text.Json;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Engine;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Bases.Import;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage.Model;
using Model = StudioScheduler.Server.Storage.Model;
using Assignment = StudioScheduler.Server.Storage.Model.Assignment;
using ShootingBlock = StudioScheduler.Server.Storage.Model.ShootingBlock;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>A small base whose week is planned and published: what the mapping's tests then disturb. No database.</summary>
internal sealed class PlannedWeek
{
    private readonly PlanFacts facts;

    private PlannedWeek(PlanFacts facts, BaseWeek week) => (this.facts, Week) = (facts, week);

    public BaseWeek Week { get; }

    public static PlannedWeek Of(int seed, string zone = "Asia/Shanghai", DateOnly? monday = null, int days = 7)
    {
        var first = monday ?? new DateOnly(2026, 3, 16);
        var week = BaseWeek.Containing(zone, first);
        var sample = Domain.Samples.SampleBase.Generate(new SampleOrder { Crews = 4, Stages = 8, Days = days, Seed = seed, FirstDay = first });
        // other zones take the same hours as their own
        var shift = week.From - sample.Start;
        var before = week.From.AddDays(-1);
        var rows = ImportedPlaces.Of(sample, "base", before).ToList();
        var productions = ImportedProductions.Of(sample, "base");
        rows.AddRange(ImportedPeople.Of(sample, "base", productions, before));
        var studio = new Base
        {
            Id = "base", Name = "base", TimeZone = zone, Latitude = 30.38, Longitude = 120.02, StepMinutes = sample.StepMinutes, CreatedAt = before,
            SameZoneMoveMinutes = sample.Moves.SameZoneMinutes,
        };
        rows.AddRange(ImportedRequests.Of(sample, studio, productions, before.AddDays(-30)));
        var blocks = rows.OfType<ShootingBlock>().ToList();
        foreach (var block in blocks)
        {
            (block.WindowFrom, block.WindowTo, block.WantedFrom, block.WantedTo) =
                (block.WindowFrom + shift, block.WindowTo + shift, block.WantedFrom + shift, block.WantedTo + shift);
        }

        var facts = new PlanFacts
        {
            Base = studio,
            Stages = [.. rows.OfType<Model.Stage>()],
            Changeovers = [.. rows.OfType<Model.ChangeoverTable>()],
            ZoneMoves = [.. rows.OfType<Model.ZoneMove>()],
            Pools = [.. rows.OfType<Model.Pool>().Select(p => Shifted(p, shift))],
            Crews = [.. rows.OfType<Model.Crew>()],
            People = [.. rows.OfType<Model.Person>()],
            Blocks = blocks,
        };
        var planned = new PlannedWeek(facts, week);
        var mapped = planned.Map(facts, before);
        return new(facts with { Plan = Plan(Solve(mapped.Problem)) }, week);
    }

    /// <summary>A copy that a test may disturb.</summary>
    public PlanFacts Facts() => facts with
    {
        Blocks = JsonSerializer.Deserialize<List<ShootingBlock>>(JsonSerializer.Serialize(facts.Blocks))!,
        Base = JsonSerializer.Deserialize<Base>(JsonSerializer.Serialize(facts.Base))!,
    };

    public MappedProblem Map(PlanFacts changed, DateTimeOffset now) => ProblemOf.Map(changed, (Week.From, Week.To), now, []);

    public static SolveResult Solve(Problem problem) =>
        WeekSolver.Solve(ProblemIndex.Of(problem), new SolveOptions { Steps = 200, Threads = 1, Seed = 1 });

    /// <summary>The promise: the file is valid, nothing contradicts, and the repaired plan breaks no rule.</summary>
    public static SolveResult Repaired(MappedProblem mapped, string what)
    {
        var read = ProblemFile.Read(ProblemFile.Write(mapped.Problem));
        Assert.True(read.IsGood, $"{what}: {string.Join("; ", read.Faults.Take(5))}");
        var solved = Solve(read.Value!);
        var evaluation = Evaluator.Evaluate(solved.Placements);
        Assert.True(
            evaluation.Score.Hard == 0,
            $"{what}: hard {evaluation.Score.Hard}: {string.Join("; ", evaluation.Violations.Take(5).Select(v => $"{v.Rule} {string.Join(",", v.Blocks)} {v.Who}"))}");
        return solved;
    }

    private static Model.Pool Shifted(Model.Pool pool, TimeSpan shift)
    {
        pool.Exceptions = [.. pool.Exceptions.Select(e => e with { From = e.From + shift, To = e.To + shift })];
        return pool;
    }

    public static List<Assignment> Plan(SolveResult solved)
    {
        var index = solved.Placements.Index;
        return
        [
            .. index.Blocks.Where(b => solved.Placements.IsPlaced(b.Index)).Select(b =>
            {
                var place = solved.Placements[b.Index]!.Value;
                var start = index.Grid.InstantAt(place.Start);
                return new Assignment
                {
                    Id = Guid.CreateVersion7(start), BaseId = "base", BlockId = b.Id.Value, StageId = index.Stages[place.Stage].Id.Value, Start = start,
                    End = start.AddMinutes(b.DurationMinutes), SinceVersion = 1,
                };
            }).OrderBy(a => a.Start).ThenBy(a => a.BlockId, StringComparer.Ordinal),
        ];
    }
}
