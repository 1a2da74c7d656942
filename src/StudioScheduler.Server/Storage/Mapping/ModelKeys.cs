using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Storage.Mapping;

/// <summary>Keys and indexes: the files' ids within a base, Guid (version 7, so they grow at the end) for the rest.</summary>
internal static class ModelKeys
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Stage>().HasKey(s => new { s.BaseId, s.Id });
        model.Entity<ChangeoverTable>().HasKey(t => new { t.BaseId, t.Kind });
        model.Entity<ZoneMove>().HasKey(m => new { m.BaseId, m.FromZone, m.ToZone });
        model.Entity<Pool>().HasKey(p => new { p.BaseId, p.Id });
        model.Entity<Closure>().HasIndex(c => new { c.BaseId, c.From });
        model.Entity<Production>().HasKey(p => new { p.BaseId, p.Id });
        model.Entity<Crew>().HasKey(c => new { c.BaseId, c.Id });
        model.Entity<Person>().HasKey(p => new { p.BaseId, p.Id });
        model.Entity<Absence>().HasIndex(a => new { a.BaseId, a.From });
        model.Entity<StageRequest>().HasIndex(r => new { r.BaseId, r.ProductionId });
        model.Entity<ShootingBlock>(b =>
        {
            b.HasKey(x => new { x.BaseId, x.Id });
            b.HasIndex(x => x.RequestId);
            b.HasIndex(x => new { x.BaseId, x.WindowFrom });
        });
        model.Entity<Hold>().HasIndex(h => new { h.BaseId, h.BlockId });
        model.Entity<Pin>().HasKey(p => new { p.BaseId, p.BlockId });
        model.Entity<PlanVersion>().HasKey(v => new { v.BaseId, v.Number });
        model.Entity<Assignment>(a =>
        {
            a.HasIndex(x => new { x.BaseId, x.UntilVersion });
            a.HasIndex(x => new { x.BaseId, x.BlockId, x.SinceVersion }).IsUnique();
        });
        model.Entity<Claim>(c =>
        {
            c.HasIndex(x => new { x.BaseId, x.Resource, x.Start });
            c.HasIndex(x => new { x.BaseId, x.BlockId });
        });
        Drafts(model);
        Delivery(model);
        Accounts(model);
    }

    private static void Drafts(ModelBuilder model)
    {
        model.Entity<Draft>().HasIndex(d => d.BaseId);
        model.Entity<DraftPlacement>().HasKey(p => new { p.DraftId, p.BlockId });
        model.Entity<DraftEdit>().HasKey(e => new { e.DraftId, e.Revision });
        model.Entity<PlanningRun>(r =>
        {
            r.HasIndex(x => new { x.BaseId, x.QueuedAt });
            r.HasIndex(x => x.DraftId);
        });
        model.Entity<Disruption>().HasIndex(d => new { d.BaseId, d.ReportedAt });
    }

    private static void Delivery(ModelBuilder model)
    {
        model.Entity<Recipient>().HasIndex(r => new { r.BaseId, r.Kind, r.Subject }).IsUnique();
        model.Entity<Endpoint>().HasIndex(e => e.RecipientId);
        model.Entity<Notice>(n =>
        {
            n.HasIndex(x => new { x.RecipientId, x.Epoch, x.Sequence }).IsUnique();
            n.HasIndex(x => new { x.BaseId, x.Version });
        });
        model.Entity<Model.Delivery>(d =>
        {
            d.HasIndex(x => new { x.EndpointId, x.Epoch, x.Sequence });
            d.HasIndex(x => x.NoticeId);
            // The dead are few among the many, and counted every second while somebody looks at the board.
            d.HasIndex(x => new { x.BaseId, x.DeadAt }).HasFilter("\"DeadAt\" IS NOT NULL");
        });
        model.Entity<EscalationStep>(e =>
        {
            e.HasIndex(x => new { x.DoneAt, x.DueAt });
            e.HasIndex(x => new { x.NoticeId, x.Step }).IsUnique();
        });
        model.Entity<OutboxRow>(o =>
        {
            o.HasIndex(x => new { x.SentAt, x.NotBefore });
            o.HasIndex(x => new { x.RecipientId, x.Epoch, x.Sequence }).IsUnique();
        });
    }

    private static void Accounts(ModelBuilder model)
    {
        model.Entity<Membership>().HasIndex(m => m.AccountId);
        model.Entity<SignInToken>(t =>
        {
            t.HasIndex(x => x.TokenHash).IsUnique();
            t.HasIndex(x => x.AccountId);
        });
        model.Entity<AuditEntry>().HasIndex(a => new { a.BaseId, a.At });
        model.Entity<IdempotentAnswer>().HasKey(a => new { a.AccountId, a.Key });
    }
}
