using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules;

/// <summary>
/// Something broke the plan. The fact is stored with what follows from it for planning: a closure of the stage, an absence of the
/// crew or person, a later expected end. A stage that goes down under a running block wraps it now; its rest is a new block.
/// </summary>
public sealed class ReportDisruption(StudioDbContext db, TimeProvider time)
{
    public async Task<Answer<Disruption>> RunAsync(
        string baseId, DisruptionKind kind, string subject, DateTimeOffset from, DateTimeOffset to, string? note, Guid? by,
        CancellationToken cancellation = default)
    {
        if (from >= to)
        {
            return new Invalid([new("$.to", "refusal.from-before-to", to.ToString("O"))]);
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (await db.TakeBaseAsync(baseId, cancellation) is not { } studio)
        {
            return new NotFound("base", baseId);
        }

        var now = time.GetUtcNow();
        var disruption = new Disruption
        {
            Id = Guid.CreateVersion7(now),
            BaseId = baseId,
            Kind = kind,
            Subject = subject,
            From = from,
            To = to,
            Note = note,
            ReportedBy = by,
            ReportedAt = now,
        };
        if (await FollowAsync(studio, disruption, now, cancellation) is { } refusal)
        {
            return refusal;
        }

        db.Disruptions.Add(disruption);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return disruption;
    }

    private async Task<Refusal?> FollowAsync(Base studio, Disruption disruption, DateTimeOffset now, CancellationToken cancellation)
    {
        switch (disruption.Kind)
        {
            case DisruptionKind.StageDown or DisruptionKind.Weather:
                if (!await db.Stages.AnyAsync(s => s.BaseId == studio.Id && s.Id == disruption.Subject, cancellation))
                {
                    return new NotFound("stage", disruption.Subject);
                }

                Close(disruption);
                await InterruptedBlock.SplitAsync(db, studio, disruption, now, cancellation);
                return null;
            case DisruptionKind.CrewLate:
                return await db.Crews.AnyAsync(c => c.BaseId == studio.Id && c.Id == disruption.Subject, cancellation)
                    ? Away(disruption, disruption.Subject, null)
                    : new NotFound("crew", disruption.Subject);
            case DisruptionKind.PersonIll:
                return await db.People.AnyAsync(p => p.BaseId == studio.Id && p.Id == disruption.Subject, cancellation)
                    ? Away(disruption, null, disruption.Subject)
                    : new NotFound("person", disruption.Subject);
            case DisruptionKind.Overrun:
                var block = await db.Blocks.SingleOrDefaultAsync(b => b.BaseId == studio.Id && b.Id == disruption.Subject, cancellation);
                if (block is not { StartedAt: not null, WrappedAt: null })
                {
                    return block is null ? new NotFound("block", disruption.Subject) : new WrongState("refusal.block-not-started", block.Id);
                }

                block.ExpectedEnd = disruption.To;
                return null;
            default:
                return null;
        }
    }

    private void Close(Disruption disruption) => db.Closures.Add(new()
    {
        Id = Guid.CreateVersion7(disruption.ReportedAt),
        BaseId = disruption.BaseId,
        StageId = disruption.Subject,
        From = disruption.From,
        To = disruption.To,
        Reason = disruption.Note ?? disruption.Kind.ToString(),
        DisruptionId = disruption.Id,
        IsWeather = disruption.Kind == DisruptionKind.Weather,
    });

    private Refusal? Away(Disruption disruption, string? crewId, string? personId)
    {
        db.Absences.Add(new()
        {
            Id = Guid.CreateVersion7(disruption.ReportedAt),
            BaseId = disruption.BaseId,
            CrewId = crewId,
            PersonId = personId,
            From = disruption.From,
            To = disruption.To,
            Reason = disruption.Note ?? disruption.Kind.ToString(),
            DisruptionId = disruption.Id,
        });
        return null;
    }
}
