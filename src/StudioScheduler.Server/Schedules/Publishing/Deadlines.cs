using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules.Publishing;

/// <summary>By when a crew must have confirmed: the sooner its first changed call, the sooner; and who is asked if it has not.</summary>
internal static class Deadlines
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static DateTimeOffset AcknowledgeBy(DateTimeOffset publishedAt, IEnumerable<NoticeChange> changes)
    {
        var first = changes.SelectMany(c => new[] { c.Before, c.After }).OfType<CallPlace>().Min(p => p.Start);
        var quarter = (first - publishedAt) / 4;
        return publishedAt + (quarter < Shortest ? Shortest : quarter > Longest ? Longest : quarter);
    }

    /// <summary>Half-way another channel, at the deadline the production manager, half as long again the base's board.</summary>
    public static IEnumerable<EscalationStep> StepsOf(Notice notice)
    {
        if (notice.AcknowledgeBy is not { } by)
        {
            yield break;
        }

        var span = by - notice.PublishedAt;
        foreach (var (step, after) in new[] { (1, span / 2), (2, span), (3, span * 1.5) })
        {
            yield return new()
            {
                Id = Guid.CreateVersion7(notice.PublishedAt), BaseId = notice.BaseId, NoticeId = notice.Id, Step = step, DueAt = notice.PublishedAt + after,
            };
        }
    }
}
