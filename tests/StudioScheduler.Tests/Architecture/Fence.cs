namespace StudioScheduler.Tests.Architecture;

/// <summary>A fence is a function from what it guards to sentences, one for each breach.</summary>
internal static class Fence
{
    /// <summary>Fails with every breach, not only the first.</summary>
    public static void Holds(IEnumerable<string> breaches)
    {
        var found = breaches.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>A planted breach is found, alone, and said.</summary>
    public static void Finds(string said, IEnumerable<string> breaches) => Assert.Contains(said, Assert.Single(breaches), StringComparison.Ordinal);
}
