using System.Globalization;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>A producer asks for stage time. Every block gets its id for ever.</summary>
public sealed class SubmitRequest(StudioDbContext db, TimeProvider time)
{
    public async Task<Answer<StageRequest>> RunAsync(string baseId, RequestInput input, Guid? by, CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (await db.TakeBaseAsync(baseId, cancellation) is not { } studio)
        {
            return new NotFound("base", baseId);
        }

        var now = time.GetUtcNow();
        if (await RequestFaults.FindAsync(db, studio, input, now, cancellation) is { Count: > 0 } faults)
        {
            return new Invalid(faults);
        }

        var request = new StageRequest
        {
            Id = Guid.CreateVersion7(now),
            BaseId = baseId,
            ProductionId = input.ProductionId,
            CrewId = input.CrewId,
            Title = input.Title.Trim(),
            Note = input.Note,
            CreatedAt = now,
            CreatedBy = by,
            SubmittedAt = input.Submit ? now : null,
        };
        db.Requests.Add(request);
        var first = studio.NextBlockNumber;
        studio.NextBlockNumber += input.Blocks.Count;
        db.Blocks.AddRange(input.Blocks.Select((b, i) => BlockOf(request, b, i, first)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return request;
    }

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"b-{number}");

    private static ShootingBlock BlockOf(StageRequest request, BlockInput input, int place, int first) => new()
    {
        BaseId = request.BaseId,
        Id = IdOf(first + place),
        RequestId = request.Id,
        ProductionId = request.ProductionId,
        CrewId = request.CrewId,
        Name = input.Name.Trim(),
        DurationMinutes = input.DurationMinutes,
        Stages = [.. input.Stages],
        CoverStages = [.. input.CoverStages],
        Look = input.Look.Trim(),
        WindowFrom = input.WindowFrom,
        WindowTo = input.WindowTo,
        WantedFrom = input.WantedFrom,
        WantedTo = input.WantedTo,
        Priority = input.Priority,
        People = [.. input.People],
        Pools = [.. input.Pools],
        After = [.. input.After.Select(a => new BlockAfter(a.BlockId ?? IdOf(first + a.EarlierBlock!.Value), a.MinGapMinutes))],
        Light = input.Light,
        Sound = input.Sound,
    };
}
