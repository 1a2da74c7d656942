using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>Where a crew is called: a block's place and instant.</summary>
internal readonly record struct Placed(string Stage, DateTimeOffset Start);

/// <summary>
/// A base on which any change is allowed, so that publications can be many and large: each crew has a stage of its own and one block a
/// day of a week that lies a fortnight ahead, which may start in any quarter of an hour from 10:00 to 13:45. Nothing waits before it is sent.
/// </summary>
internal sealed class FaultBase
{
    public const string Id = "faults";
    public const int BlocksPerCrew = 7;
    public const int Starts = 16;
    public const int BlockMinutes = 60;

    private readonly Dictionary<string, string> sessions = [];

    private FaultBase(StorageSettings storage, BaseWeek week) => (Storage, Week) = (storage, week);

    public StorageSettings Storage { get; }

    public BaseWeek Week { get; }

    /// <summary>A manager's session.</summary>
    public string Manager { get; private set; } = "";

    public IReadOnlyList<string> Crews { get; private set; } = [];

    /// <summary>Each crew's session.</summary>
    public IReadOnlyDictionary<string, string> Sessions => sessions;

    public static async Task<FaultBase> CreateAsync(StorageSettings storage, int crews, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var made = new FaultBase(storage, BaseWeek.Containing("Asia/Shanghai", now.AddDays(14)));
        await using var db = StorageSetup.Open(storage);
        await db.Database.MigrateAsync();
        db.Add(new Base
        {
            Id = Id, Name = "Fault base", TimeZone = "Asia/Shanghai", Latitude = 30, Longitude = 120, FreezeMinutes = 0, UndoSeconds = 0, CreatedAt = now,
        });
        db.Add(new Production { BaseId = Id, Id = "prod-1", Title = "Production" });
        db.Add(new ChangeoverTable { BaseId = Id, Kind = "set" });
        made.Crews = [.. Enumerable.Range(1, crews).Select(i => $"crew-{i:000}")];
        foreach (var crew in made.Crews)
        {
            made.AddCrew(db, crew, now);
        }

        await db.SaveChangesAsync();
        var invitations = new Invitations(db, time);
        var opened = new Accounts.Sessions(db, time);
        made.Manager = (await opened.OpenAsync(await invitations.ManagerAsync(Id, "Manager"))).Secret;
        foreach (var crew in made.Crews)
        {
            made.sessions[crew] = (await opened.OpenAsync(await invitations.CrewAsync(Id, crew, crew))).Secret;
        }

        return made;
    }

    public StudioDbContext Open() => StorageSetup.Open(Storage);

    public static string StageOf(string crew) => $"stage-{crew}";

    public static string BlockOf(string crew, int day) => $"b-{crew}-{day}";

    public static string CrewOf(string block) => block[2..block.LastIndexOf('-')];

    /// <param name="start">0 to <see cref="Starts"/> - 1.</param>
    public Placed Place(string crew, int day, int start) => new(StageOf(crew), Week.From.AddDays(day).AddHours(10).AddMinutes(15 * start));

    private void AddCrew(StudioDbContext db, string crew, DateTimeOffset now)
    {
        db.Add(new Stage { BaseId = Id, Id = StageOf(crew), Name = $"Stage of {crew}", Kind = "set", Zone = "z" });
        db.Add(new Crew { BaseId = Id, Id = crew, ProductionId = "prod-1", Name = crew });
        db.AddRange(Recipients.NewCrew(Id, crew, "en", now));
        var request = new StageRequest { Id = Guid.CreateVersion7(now), BaseId = Id, ProductionId = "prod-1", CrewId = crew, Title = crew, CreatedAt = now, SubmittedAt = now };
        db.Add(request);
        for (var day = 0; day < BlocksPerCrew; day++)
        {
            db.Add(new ShootingBlock
            {
                BaseId = Id, Id = BlockOf(crew, day), RequestId = request.Id, ProductionId = "prod-1", CrewId = crew, Name = $"Scene {day}", DurationMinutes = BlockMinutes,
                Stages = [StageOf(crew)], Look = "as built", // Its own hours only: what the waitlist may reserve for it is in nobody's way.
                WindowFrom = Place(crew, day, 0).Start, WindowTo = Place(crew, day, Starts - 1).Start.AddMinutes(BlockMinutes),
            });
        }
    }
}
