namespace StudioScheduler.Server.Outcomes;

internal static class IfMatch
{
    /// <summary>Null where the given revision is the current one.</summary>
    public static Refusal? Check(int? given, int current) => given switch
    {
        null => new RevisionMissing(current),
        { } revision when revision != current => new RevisionStale(revision, current),
        _ => null,
    };
}
