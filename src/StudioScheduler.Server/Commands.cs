using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Planning.Runs;
using StudioScheduler.Server.Planning.Solving;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Schedules;

namespace StudioScheduler.Server;

/// <summary>
/// The commands of the flow, left to right. Each lives as long as its context: a request, or one action on a page (a circuit makes
/// them from the context factory).
/// </summary>
public static class Commands
{
    public static IServiceCollection AddStudioCommands(this IServiceCollection services) => services
        .AddScoped<SubmitRequest>()
        .AddScoped<WithdrawRequest>()
        .AddScoped<TakeOption>()
        .AddScoped<ExpireOptions>()
        .AddScoped<OfferWaitlist>()
        .AddSingleton<WaitlistMemory>()
        .AddScoped<CreateDraft>()
        .AddScoped<PlaceBlock>()
        .AddScoped<PinBlock>()
        .AddScoped<UnplaceBlock>()
        .AddScoped<UndoEdit>()
        .AddScoped<DiscardDraft>()
        .AddScoped<StartPlanningRun>()
        .AddScoped<StopPlanningRun>()
        .AddSingleton<OutboxSignal>()
        .AddScoped<PublishDraft>()
        .AddScoped<UndoPublication>()
        .AddScoped<PlanHistory>()
        .AddSingleton(RunClock.Default)
        .AddSingleton(SolverCommand.Own)
        .AddSingleton<SolverProcess>()
        .AddSingleton<RunSignals>()
        .AddSingleton<RunLease>()
        .AddSingleton<RunResult>()
        .AddSingleton<RunWorker>()
        .AddSingleton<WatchRun>()
        .AddScoped<RecordProgress>()
        .AddScoped<ReportDisruption>();
}
