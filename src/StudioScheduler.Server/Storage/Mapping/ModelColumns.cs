using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Storage.Mapping;

/// <summary>What a column is where the property's type does not say it: JSON, tokens of concurrency.</summary>
internal static class ModelColumns
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Base>().Property(b => b.Weights).IsJson();
        model.Entity<Stage>().Property(s => s.SoundNeighbours).IsJson();
        model.Entity<ChangeoverTable>().Property(t => t.Pairs).IsJson();
        model.Entity<Pool>().Property(p => p.Exceptions).IsJson();
        model.Entity<ShootingBlock>(b =>
        {
            b.Property(x => x.Stages).IsJson();
            b.Property(x => x.CoverStages).IsJson();
            b.Property(x => x.People).IsJson();
            b.Property(x => x.Pools).IsJson();
            b.Property(x => x.After).IsJson();
        });
        model.Entity<StageRequest>(r =>
        {
            r.Property(x => x.Revision).IsConcurrencyToken();
        });
        model.Entity<Draft>(d =>
        {
            d.Property(x => x.Weights).IsJson();
            d.Property(x => x.Revision).IsConcurrencyToken();
        });
        model.Entity<DraftEdit>().Property(e => e.Changes).IsJson();
        model.Entity<Notice>(n =>
        {
            n.Property(x => x.Changes).IsJson();
            n.Property(x => x.Messages).IsJson();
        });
        model.Entity<PlanningRun>(r =>
        {
            r.Property(x => x.Fence).IsConcurrencyToken();
        });
        model.Entity<OutboxRow>(o =>
        {
            o.Property(x => x.Fence).IsConcurrencyToken();
        });
    }
}
