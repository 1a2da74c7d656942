using System.Globalization;

namespace StudioScheduler.Server.Tests.Faults.Outages;

/// <summary>How long requests of one kind took, in milliseconds, and how many of them failed.</summary>
internal sealed class RequestTimes
{
    private readonly List<double> took = [];

    public int Count => took.Count;

    public int Failed { get; private set; }

    public double Longest => took.Count == 0 ? 0 : took.Max();

    public void Add(TimeSpan time, bool isGood)
    {
        took.Add(time.TotalMilliseconds);
        Failed += isGood ? 0 : 1;
    }

    /// <summary>Of a hundred requests so many were faster.</summary>
    public double At(int percent)
    {
        var sorted = took.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count,6} {Failed,6} {At(50),8:0.0} {At(95),8:0.0} {Longest,8:0}");
}
