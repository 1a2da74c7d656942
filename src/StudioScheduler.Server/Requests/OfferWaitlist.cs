using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Slots;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Claims;
using StudioScheduler.Server.Storage.Model;
using ShootingBlock = StudioScheduler.Server.Storage.Model.ShootingBlock;

namespace StudioScheduler.Server.Requests;

/// <summary>
/// Asks for a place for each waitlisted block, the most urgent first, then the longest waiting. The best one where nothing else moves becomes
/// an option and its producers are told; nobody is published without a person. A block that has let an option expire is not offered again.
/// What an open draft of the present plan uses is the manager's: it is not offered.
/// </summary>
public sealed class OfferWaitlist(StudioDbContext db, TakeOption take, TimeProvider time)
{
    private const int PlacesLookedAt = 20;

    /// <returns>The new options.</returns>
    public async Task<IReadOnlyList<Hold>> RunAsync(string baseId, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var weeks = (await PublishedWeeks.Of(db, baseId).ToListAsync(cancellation)).FindAll(w => w.To > now);
        if (weeks.Count == 0)
        {
            return [];
        }

        var facts = await PlanFacts.LoadAsync(db, baseId, now, cancellation);
        var waiting = await WaitingAsync(facts, cancellation);
        var drafted = await DraftedAsync(facts, cancellation);
        var options = new List<Hold>();
        foreach (var week in weeks)
        {
            var here = waiting.FindAll(b => b.WindowFrom < week.To && week.From < b.WindowTo);
            if (here.Count > 0)
            {
                options.AddRange(await OfWeekAsync(facts, here, drafted, (week.From, week.To), now, cancellation));
                waiting.RemoveAll(b => options.Exists(o => o.BlockId == b.Id));
            }
        }

        return options;
    }

    // As claims, which decide whether the draft can be published. A draft of an older plan has to be made anew before it can be.
    private async Task<List<Claim>> DraftedAsync(PlanFacts facts, CancellationToken cancellation)
    {
        var blocks = facts.Blocks.ToDictionary(b => b.Id, StringComparer.Ordinal);
        var placements = await db.Placements.AsNoTracking()
            .Where(p => db.Drafts.Any(d => d.Id == p.DraftId && d.BaseId == facts.Base.Id && d.PublishedAt == null && d.DiscardedAt == null && d.BasedOnVersion == facts.Base.PublishedNumber))
            .ToListAsync(cancellation);
        return [.. placements.Where(p => blocks.ContainsKey(p.BlockId)).SelectMany(p => ClaimsOf(blocks[p.BlockId], p.StageId, p.Start))];
    }

    private bool IsDrafted(List<Claim> drafted, ShootingBlock block, string stage, DateTimeOffset start) => ClaimsOf(block, stage, start)
        .Any(own => drafted.Exists(d => d.BlockId != block.Id && d.Resource == own.Resource && d.Start < own.End && own.Start < d.End));

    private IReadOnlyList<Claim> ClaimsOf(ShootingBlock block, string stage, DateTimeOffset start) =>
        ClaimResource.ClaimsOf(block, stage, start, start.AddMinutes(block.DurationMinutes), null, time);

    private async Task<List<ShootingBlock>> WaitingAsync(PlanFacts facts, CancellationToken cancellation)
    {
        var settled = facts.Plan.Select(a => a.BlockId).Concat(facts.Options.Select(o => o.BlockId)).ToHashSet(StringComparer.Ordinal);
        settled.UnionWith(await db.Holds.Where(h => h.BaseId == facts.Base.Id && h.Kind == HoldKind.Option && h.EndedBecause == HoldEnd.Expired)
            .Select(h => h.BlockId).ToListAsync(cancellation));
        var submitted = await db.Requests.Where(r => r.BaseId == facts.Base.Id && r.SubmittedAt != null)
            .ToDictionaryAsync(r => r.Id, r => r.SubmittedAt!.Value, cancellation);
        return
        [
            .. facts.Blocks.Where(b => b.WithdrawnAt is null && b.StartedAt is null && b.WrappedAt is null && !settled.Contains(b.Id))
                .OrderByDescending(b => b.Priority).ThenBy(b => submitted[b.RequestId]).ThenBy(b => b.Id, IdOrder.Instance),
        ];
    }

    private async Task<List<Hold>> OfWeekAsync(
        PlanFacts facts, List<ShootingBlock> waiting, List<Claim> drafted, (DateTimeOffset From, DateTimeOffset To) week, DateTimeOffset now, CancellationToken cancellation)
    {
        var mapped = ProblemOf.Map(facts, week, now, []);
        var index = ProblemIndex.Of(mapped.Problem);
        var plan = new Placements(index);
        foreach (var (block, stage, start) in (mapped.Problem.Published?.Assignments ?? []).Select(a => (a.Block, a.Stage, a.Start))
            .Concat(mapped.Problem.Pins.Select(p => (p.Block, p.Stage, p.Start))))
        {
            plan[index.BlockIndex[block]] = new(index.StageIndex[stage], index.Grid.MinutesAt(start));
        }

        var earliest = now.AddMinutes(facts.Base.FreezeMinutes);
        var taken = new List<Hold>();
        var finder = new SlotFinder(plan);
        foreach (var block in waiting)
        {
            // The finder places on a copy; a block comes up once.
            if (!index.BlockIndex.TryGetValue(new(block.Id), out var number) || plan.IsPlaced(number))
            {
                continue;
            }

            var place = finder.Find([number], PlacesLookedAt).Where(s => s.Moved.Count == 0 && s.Left.Count == 0)
                .Select(s => s.Placements[0].At).Cast<Placement?>().FirstOrDefault(at => index.Grid.InstantAt(at!.Value.Start) is var start
                    && start >= earliest && !IsDrafted(drafted, block, index.Stages[at.Value.Stage].Id.Value, start));
            if (place is { } at && await TakeAsync(block, index.Stages[at.Stage].Id.Value, index.Grid.InstantAt(at.Start), cancellation) is { } option)
            {
                taken.Add(option);
                finder.Place(number, at);
            }
        }

        return taken;
    }

    // Somebody else may have been faster: then the next sweep asks again.
    private async Task<Hold?> TakeAsync(ShootingBlock block, string stage, DateTimeOffset start, CancellationToken cancellation)
    {
        var answer = await take.RunAsync(block.BaseId, block.Id, stage, start, null, NoticeMessageKind.WaitlistOption, cancellation);
        db.ChangeTracker.Clear();
        return answer.IsRefused ? null : answer.Value;
    }
}
