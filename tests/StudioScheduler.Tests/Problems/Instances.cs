using StudioScheduler.Tests.Architecture;

namespace StudioScheduler.Tests.Problems;

/// <summary>The files below <c>tests/Instances</c>.</summary>
internal static class Instances
{
    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Instances", "samples", name + ".json"));

    /// <param name="family"><c>hurink</c> or <c>talent</c>.</param>
    public static byte[] Public(string family, string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Instances", "public", family, name + ".json"));

    /// <summary>File names of the contract's cases, rising.</summary>
    public static IEnumerable<string> CaseNames() => Repository.Files("tests/Instances/cases", "*.json").Select(p => Path.GetFileName(p));

    public static byte[] Case(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Instances", "cases", name));
}
