namespace StudioScheduler.Server.Storage.Model;

/// <summary>Every root belongs to one base; nothing spans two.</summary>
public interface IBelongsToBase
{
    string BaseId { get; }
}
