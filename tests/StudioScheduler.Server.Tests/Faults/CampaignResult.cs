using System.Globalization;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>What one channel's receivers saw.</summary>
/// <param name="Notices">Applied by all of them together.</param>
/// <param name="ConvergedAfter">All of them showed the plan so soon after the last fault, an armed server's death included, and the last publication; null: not within the limit.</param>
/// <param name="Detail">What the receivers went through.</param>
internal sealed record ChannelResult(string Channel, int Receivers, int Notices, Verdict Verdict, TimeSpan? ConvergedAfter, TimeSpan Limit, string Detail)
{
    public bool Holds => Verdict.IsClean && ConvergedAfter is not null;

    public override string ToString()
    {
        var after = ConvergedAfter is { } time ? string.Create(CultureInfo.InvariantCulture, $"all right after {time.TotalSeconds:0.0} s") : $"NOT all right after {Limit.TotalSeconds} s";
        return $"{Channel}: {Receivers} receivers applied {Notices} notices; {Verdict}; {after} (limit {Limit.TotalSeconds} s); {Detail}";
    }
}

/// <param name="Unanswered">Publications that were committed although nobody got an answer.</param>
/// <param name="Unsent">Deliveries to queues and webhooks that were open or dead at the end of the longest limit.</param>
/// <param name="Crashes">Servers that ended while they ran, by nobody's hand.</param>
/// <param name="Done">How many faults of each kind, and how long they took, with what had to be up again before they could begin.</param>
/// <param name="Publishing">Time in publications, of which the rest is waiting for a server that answers.</param>
internal sealed record CampaignResult(
    IReadOnlyList<ChannelResult> Channels, int Unsent, int Changes, int Publications, int Unanswered, int Notices, int Restarts, IReadOnlyList<string> Crashes,
    IReadOnlyDictionary<FaultKind, (int Times, TimeSpan Took)> Done, TimeSpan Publishing, TimeSpan Took)
{
    public bool Holds => Unsent == 0 && Crashes.Count == 0 && Channels.All(c => c.Holds);

    public IEnumerable<string> Lines =>
    [
        $"faults: {string.Join(", ", Done.OrderBy(d => d.Key).Select(d => $"{d.Key} {d.Value.Times} ({d.Value.Took.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s)"))}",
        string.Create(CultureInfo.InvariantCulture, $"{Changes} changes in {Publications} publications ({Unanswered} committed without an answer), {Notices} notices, {Restarts} server restarts, {Took.TotalSeconds:0} s, of which {Publishing.TotalSeconds:0} s publishing"),
        .. Channels.Select(c => c.ToString()),
        $"{Unsent} deliveries to queues and webhooks left, {Crashes.Count} servers ended by themselves",
        .. Crashes,
    ];
}
