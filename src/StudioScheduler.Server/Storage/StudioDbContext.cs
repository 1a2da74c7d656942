using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage.Mapping;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Storage;

/// <summary>
/// Everything that is stored. One context for both databases; the two derived ones only say how instants are kept and have their
/// own migrations.
/// </summary>
public abstract class StudioDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Base> Bases => Set<Base>();

    public DbSet<Stage> Stages => Set<Stage>();

    public DbSet<ChangeoverTable> ChangeoverTables => Set<ChangeoverTable>();

    public DbSet<ZoneMove> ZoneMoves => Set<ZoneMove>();

    public DbSet<Pool> Pools => Set<Pool>();

    public DbSet<Closure> Closures => Set<Closure>();

    public DbSet<Production> Productions => Set<Production>();

    public DbSet<Crew> Crews => Set<Crew>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<StageRequest> Requests => Set<StageRequest>();

    public DbSet<ShootingBlock> Blocks => Set<ShootingBlock>();

    public DbSet<Hold> Holds => Set<Hold>();

    public DbSet<Pin> Pins => Set<Pin>();

    public DbSet<PlanVersion> Versions => Set<PlanVersion>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<Claim> Claims => Set<Claim>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<DraftPlacement> Placements => Set<DraftPlacement>();

    public DbSet<DraftEdit> Edits => Set<DraftEdit>();

    public DbSet<PlanningRun> Runs => Set<PlanningRun>();

    public DbSet<Disruption> Disruptions => Set<Disruption>();

    public DbSet<Recipient> Recipients => Set<Recipient>();

    public DbSet<Endpoint> Endpoints => Set<Endpoint>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<Model.Delivery> Deliveries => Set<Model.Delivery>();

    public DbSet<EscalationStep> EscalationSteps => Set<EscalationStep>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<SignInToken> SignInTokens => Set<SignInToken>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ModelKeys.Configure(modelBuilder);
        ModelColumns.Configure(modelBuilder);
        ModelLinks.Configure(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
}
