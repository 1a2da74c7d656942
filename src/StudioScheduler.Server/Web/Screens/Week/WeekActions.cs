using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Screens.Week;

/// <summary>What the buttons do: each one command in a scope of its own, then everything is read anew.</summary>
public sealed partial class WeekPage
{
    /// <summary>A draft of the week if there is none, and a search for it.</summary>
    private Task PlanAsync() => ActAsync(async services =>
    {
        var draft = await EnsureDraftAsync(services);
        if (draft.IsRefused)
        {
            return draft.Refusal;
        }

        return (await services.GetRequiredService<StartPlanningRun>()
            .RunAsync(baseId, draft.Value.Id, RunKind.Plan, seconds, 1, visitor.AccountId)).Refusal;
    });

    private Task StopAsync() => ActAsync(async services =>
        (await services.GetRequiredService<StopPlanningRun>().RunAsync(baseId, view!.Run!.Id)).Refusal);

    private Task DiscardAsync() => ActAsync(async services =>
        (await services.GetRequiredService<DiscardDraft>().RunAsync(baseId, view!.Draft!.Id, view.Draft.Revision)).Refusal);

    private Task AskToPublishAsync()
    {
        (isAsking, reason, tab) = (true, null, "told");
        return Task.CompletedTask;
    }

    private Task PublishAsync() => ActAsync(async services =>
    {
        isAsking = false;
        var published = await services.GetRequiredService<PublishDraft>()
            .RunAsync(baseId, view!.Draft!.Id, view.Draft.Revision, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), visitor.AccountId);
        if (published.Succeeded(out var publication, out var refusal))
        {
            done = W.Say("week.published", ("version", publication.Version), ("changes", publication.Changes.Count), ("notices", publication.Notices));
            tab = "board";
        }

        return refusal;
    });

    private Task UndoAsync() => ActAsync(async services =>
    {
        var isQuiet = view!.UndoUntil > Time.GetUtcNow();
        var undone = await services.GetRequiredService<UndoPublication>().RunAsync(baseId, view.Base.PublishedNumber, null, visitor.AccountId);
        done = undone.IsRefused ? null : W.Say(isQuiet ? "week.undone" : "week.undone-late", ("version", undone.Value.Version));
        return undone.Refusal;
    });

    private Task PlaceAsync((string BlockId, string StageId, DateTimeOffset Start) place) => ActAsync(async services =>
    {
        var draft = await EnsureDraftAsync(services);
        return draft.IsRefused ? draft.Refusal : (await services.GetRequiredService<PlaceBlock>().RunAsync(
            baseId, draft.Value.Id, draft.Value.Revision, place.BlockId, place.StageId, place.Start, isPinned: true, visitor.AccountId)).Refusal;
    });

    private Task DropAsync((string BlockId, string StageId, long Start) drop) =>
        PlaceAsync((drop.BlockId, drop.StageId, DateTimeOffset.FromUnixTimeMilliseconds(drop.Start)));

    private Task UnplaceAsync(string blockId) => ActAsync(async services => (await services.GetRequiredService<UnplaceBlock>()
        .RunAsync(baseId, view!.Draft!.Id, view.Draft.Revision, blockId, visitor.AccountId)).Refusal);

    private Task PinAsync((string BlockId, bool IsPinned) pin) => ActAsync(async services => (await services.GetRequiredService<PinBlock>()
        .RunAsync(baseId, view!.Draft!.Id, view.Draft.Revision, pin.BlockId, pin.IsPinned, visitor.AccountId)).Refusal);

    private async Task<Answer<Draft>> EnsureDraftAsync(IServiceProvider services) => view!.Draft is { } open
        ? open
        : await services.GetRequiredService<CreateDraft>().OfWeekAsync(baseId, view.Week.Monday, null, visitor.AccountId);

    private async Task ActAsync(Func<IServiceProvider, Task<Refusal?>> act)
    {
        if (view is null || isBusy)
        {
            return;
        }

        (isBusy, problem, problemLines, done) = (true, null, [], null);
        try
        {
            await using var scope = Scopes.CreateAsyncScope();
            if (await act(scope.ServiceProvider) is { } refusal)
            {
                await SayAsync(scope.ServiceProvider.GetRequiredService<StudioDbContext>(), refusal);
            }

            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }
}
