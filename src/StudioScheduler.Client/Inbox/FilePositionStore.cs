using System.Text.Json;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Client.Inbox;

/// <summary>One JSON file, replaced whole: after a crash it holds the state before or after a write, never half of one.</summary>
public sealed class FilePositionStore(string path) : IPositionStore
{
    public async Task<StreamSnapshot?> LoadAsync(CancellationToken cancellation = default)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<StreamSnapshot>(file, JsonSerializerOptions.Web, cancellation);
    }

    public async Task SaveAsync(StreamSnapshot state, CancellationToken cancellation = default)
    {
        var next = path + ".next";
        await using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await JsonSerializer.SerializeAsync(file, state, JsonSerializerOptions.Web, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
