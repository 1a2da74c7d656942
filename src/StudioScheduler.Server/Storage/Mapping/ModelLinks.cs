using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Storage.Mapping;

/// <summary>Foreign keys without navigations: the commands name what they load. Nothing is deleted by cascade.</summary>
internal static class ModelLinks
{
    public static void Configure(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => typeof(IBelongsToBase).IsAssignableFrom(e.ClrType)).ToList())
        {
            model.Entity(entity.ClrType).HasOne(typeof(Base)).WithMany().HasForeignKey(nameof(IBelongsToBase.BaseId)).OnDelete(DeleteBehavior.Restrict);
        }

        model.Entity<Closure>().HasOne<Stage>().WithMany().HasForeignKey(c => new { c.BaseId, c.StageId }).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Crew>().HasOne<Production>().WithMany().HasForeignKey(c => new { c.BaseId, c.ProductionId }).OnDelete(DeleteBehavior.Restrict);
        model.Entity<StageRequest>().HasOne<Crew>().WithMany().HasForeignKey(r => new { r.BaseId, r.CrewId }).OnDelete(DeleteBehavior.Restrict);
        model.Entity<ShootingBlock>().HasOne<StageRequest>().WithMany().HasForeignKey(b => b.RequestId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<ShootingBlock>().HasOne<Crew>().WithMany().HasForeignKey(b => new { b.BaseId, b.CrewId }).OnDelete(DeleteBehavior.Restrict);
        OfBlock<Hold>(model, nameof(Hold.BlockId));
        OfBlock<Pin>(model, nameof(Pin.BlockId));
        OfBlock<Assignment>(model, nameof(Assignment.BlockId));
        OfBlock<Claim>(model, nameof(Claim.BlockId));
        model.Entity<Assignment>().HasOne<PlanVersion>().WithMany().HasForeignKey(a => new { a.BaseId, a.SinceVersion }).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Assignment>().HasOne<Stage>().WithMany().HasForeignKey(a => new { a.BaseId, a.StageId }).OnDelete(DeleteBehavior.Restrict);
        model.Entity<DraftPlacement>().HasOne<Draft>().WithMany().HasForeignKey(p => p.DraftId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<DraftEdit>().HasOne<Draft>().WithMany().HasForeignKey(e => e.DraftId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<PlanningRun>().HasOne<Draft>().WithMany().HasForeignKey(r => r.DraftId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Endpoint>().HasOne<Recipient>().WithMany().HasForeignKey(e => e.RecipientId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Notice>().HasOne<Recipient>().WithMany().HasForeignKey(n => n.RecipientId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Model.Delivery>().HasOne<Notice>().WithMany().HasForeignKey(d => d.NoticeId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Model.Delivery>().HasOne<Endpoint>().WithMany().HasForeignKey(d => d.EndpointId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<EscalationStep>().HasOne<Notice>().WithMany().HasForeignKey(e => e.NoticeId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<OutboxRow>().HasOne<Notice>().WithMany().HasForeignKey(o => o.NoticeId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Membership>().HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<SignInToken>().HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void OfBlock<T>(ModelBuilder model, string blockId)
        where T : class, IBelongsToBase =>
        model.Entity<T>().HasOne<ShootingBlock>().WithMany().HasForeignKey(nameof(IBelongsToBase.BaseId), blockId).OnDelete(DeleteBehavior.Restrict);
}
