using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Storage.Claims;

/// <summary>What can be booked once at a time, as it stands in <see cref="Claim.Resource"/>: kind and id.</summary>
public static class ClaimResource
{
    public static string OfStage(string id) => $"stage:{id}";

    public static string OfCrew(string id) => $"crew:{id}";

    public static string OfPerson(string id) => $"person:{id}";

    public static (string Kind, string Id) Parts(string resource)
    {
        var colon = resource.IndexOf(':', StringComparison.Ordinal);
        return (resource[..colon], resource[(colon + 1)..]);
    }

    /// <summary>Everything that a block takes while it is shot; by resource, so that every writer takes them in one order.</summary>
    public static IReadOnlyList<Claim> ClaimsOf(
        ShootingBlock block, string stageId, DateTimeOffset start, DateTimeOffset end, Guid? holdId, TimeProvider time) =>
    [
        .. block.People.Select(OfPerson).Append(OfStage(stageId)).Append(OfCrew(block.CrewId)).Order(StringComparer.Ordinal)
            .Select(resource => new Claim
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                BaseId = block.BaseId,
                Resource = resource,
                BlockId = block.Id,
                Start = start,
                End = end,
                HoldId = holdId,
            }),
    ];
}
