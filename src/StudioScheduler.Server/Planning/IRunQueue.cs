namespace StudioScheduler.Server.Planning;

/// <summary>
/// The seam to the job system: brings a worker to a queued run, soon and at least once. Tests work on a run themselves.
/// </summary>
public interface IRunQueue
{
    void Enqueue(Guid runId);
}
