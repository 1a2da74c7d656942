using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Planning.Runs;
using StudioScheduler.Server.Planning.Solving;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>Real solver processes, really killed.</summary>
public sealed class SolverCrashTests : IDisposable
{
    private readonly string pids = Path.GetTempFileName();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-solver-");

    private static readonly RunClock Quick = new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), 2);

    public void Dispose()
    {
        File.Delete(pids);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_killed_solver_is_tried_again_and_the_run_ends_well()
    {
        await using var studio = await OpenAsync();
        var run = await QueueAsync(studio, budgetSeconds: 3);
        var working = studio.Get<RunWorker>().WorkAsync(run.Id, CancellationToken.None);

        await KillSolverAsync(1);
        await working;

        var ended = await FindAsync(studio, run.Id);
        Assert.Equal((RunOutcome.Finished, 2), (ended.Outcome, ended.Fence));
        Assert.True(await studio.ReadAsync(db => db.Placements.AnyAsync(p => p.DraftId == run.DraftId)));
    }

    [Fact]
    public async Task A_run_whose_solver_always_dies_fails_visibly_and_a_new_run_works()
    {
        await using var studio = await OpenAsync();
        var run = await QueueAsync(studio, budgetSeconds: 20);
        var working = studio.Get<RunWorker>().WorkAsync(run.Id, CancellationToken.None);
        await KillSolverAsync(1);
        await KillSolverAsync(2);
        await working;

        var failed = await FindAsync(studio, run.Id);
        Assert.Equal(RunOutcome.Failed, failed.Outcome);
        Assert.Contains("137", failed.Error, StringComparison.Ordinal);

        var next = await QueueAsync(studio, budgetSeconds: 1);
        await studio.Get<RunWorker>().WorkAsync(next.Id, CancellationToken.None);
        Assert.Equal(RunOutcome.Finished, (await FindAsync(studio, next.Id)).Outcome);
    }

    [Fact]
    public async Task Stopping_keeps_the_best_as_the_draft()
    {
        await using var studio = await OpenAsync();
        var run = await QueueAsync(studio, budgetSeconds: 120);
        var clock = Stopwatch.StartNew();
        var working = studio.Get<RunWorker>().WorkAsync(run.Id, CancellationToken.None);
        await Until.TrueAsync("the run makes progress", 30, async () => (await FindAsync(studio, run.Id)).Progress is not null, () => "");

        await studio.RunAsync<StopPlanningRun, Answer<PlanningRun>>(s => s.RunAsync(SampleBase.Id, run.Id));
        await working;

        var ended = await FindAsync(studio, run.Id);
        Assert.Equal(RunOutcome.Cancelled, ended.Outcome);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"it took {clock.Elapsed}");
        Assert.True(await studio.ReadAsync(db => db.Placements.AnyAsync(p => p.DraftId == run.DraftId)));
    }

    [Fact]
    public async Task Shown_to_two_workers_a_run_is_worked_on_once_and_an_overtaken_one_commits_nothing()
    {
        await using var studio = await OpenAsync();
        var run = await QueueAsync(studio, budgetSeconds: 2);
        var workers = Enumerable.Range(0, 4).Select(_ => studio.Get<RunWorker>().WorkAsync(run.Id, CancellationToken.None)).ToArray();
        await Task.WhenAll(workers);

        var ended = await FindAsync(studio, run.Id);
        Assert.Equal((RunOutcome.Finished, 1), (ended.Outcome, ended.Fence));

        // somebody with an older fence wakes up
        var late = await QueueAsync(studio, budgetSeconds: 2);
        var taken = await studio.Get<RunLease>().TakeAsync(late.Id, "slept", CancellationToken.None);
        await studio.ReadAsync(db => db.Runs.Where(r => r.Id == late.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Fence, r => r.Fence + 1)));
        Assert.Null(await studio.Get<RunLease>().BeatAsync(taken!, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_solver_ends_with_the_server_that_started_it()
    {
        // The shell holds both pipes, as the server does, and is killed as the server may be.
        await using var server = await ShellAsync($"mkfifo in out; {Solver} --attended <in >out & exec 3>in 4<out; cat problem >&3; read line <&4; echo solver $!; exec sleep 600");
        var id = (await server.WaitForOutputAsync(new("solver (?<id>[0-9]+)"))).Groups["id"].Value;
        Assert.True(IsAlive(id));
        await server.KillAsync();

        await Until.TrueAsync("the solver ends", 20, () => !IsAlive(id));
    }

    [Fact]
    public async Task A_solver_whose_reader_has_gone_ends_at_its_next_line()
    {
        await using var pipe = await ShellAsync($"{Solver} <problem | head -n 1");
        await pipe.WaitForExitAsync(60);
    }

    // A process whose end nobody has asked for yet is a zombie: dead.
    private static bool IsAlive(string process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].StartsWith(" Z", StringComparison.Ordinal);

    private static string Solver => string.Join(' ', [SolverCommand.Own.File, .. SolverCommand.Own.Arguments, "--budget", "300"]);

    private async Task<OwnProcess> ShellAsync(string script)
    {
        var sample = Domain.Samples.SampleBase.Generate(new() { Crews = 12, Stages = 20, Days = 7, Load = 1.2 });
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "problem"), Domain.Problems.ProblemFile.Write(sample).ReplaceLineEndings("") + "\n");
        return await OwnProcess.StartAsync(
            "/bin/sh", ["-c", script], new Dictionary<string, string?> { ["DOTNET_ROOT"] = ServerProcess.RuntimeFolder }, workingFolder: folder.FullName);
    }

    private static Task<PlanningRun> FindAsync(TestStudio studio, Guid run) =>
        studio.ReadAsync(db => db.Runs.AsNoTracking().SingleAsync(r => r.Id == run));

    private static async Task<PlanningRun> QueueAsync(TestStudio studio, int budgetSeconds)
    {
        var draft = await PlanAndPublishTests.NewDraftAsync(studio);
        return (await studio.RunAsync<StartPlanningRun, Answer<PlanningRun>>(
            s => s.RunAsync(SampleBase.Id, draft.Id, RunKind.Plan, budgetSeconds, 1, null))).Value;
    }

    private async Task KillSolverAsync(int start)
    {
        var process = 0;
        await Until.TrueAsync($"solver {start} starts", 60, () =>
        {
            var lines = File.Exists(pids) ? File.ReadAllLines(pids) : [];
            return lines.Length >= start && int.TryParse(lines[start - 1], out process);
        });
        using var solver = Process.GetProcessById(process);
        solver.Kill();
    }

    /// <summary>The solver is started through a shell that writes its process id down and becomes it.</summary>
    private Task<TestStudio> OpenAsync() => TestStudio.SqliteAsync(TimeProvider.System, services =>
    {
        services.AddSingleton(Quick);
        services.AddSingleton(new SolverCommand(
            "/bin/sh", ["-c", $"echo $$ >> {pids}; exec \"$0\" \"$@\"", SolverCommand.Own.File, .. SolverCommand.Own.Arguments]));
    });
}
