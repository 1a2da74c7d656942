using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Bases;

/// <summary>Whoever is told of the plan has a stream from the first day, so that the first call is number 1.</summary>
public static class Recipients
{
    /// <summary>A crew's recipient and its endpoint on the crew page.</summary>
    public static IEnumerable<object> NewCrew(string baseId, string crewId, string language, DateTimeOffset now)
    {
        var recipient = new Recipient { Id = Guid.CreateVersion7(now), BaseId = baseId, Kind = RecipientKind.Crew, Subject = crewId };
        yield return recipient;
        yield return new Endpoint
        {
            Id = Guid.CreateVersion7(now), BaseId = baseId, RecipientId = recipient.Id, Channel = "stream", Language = language, CreatedAt = now,
        };
    }

    /// <summary>A production's producers, a pool's team or a person: their pages read the stream where there is one, other ways come when somebody sets them up.</summary>
    public static Recipient New(string baseId, RecipientKind kind, string subject, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), BaseId = baseId, Kind = kind, Subject = subject };
}
