using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;

namespace StudioScheduler.Tests.Cli;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-test-");

    public string this[string file] => Path.Combine(folder.FullName, file);

    public IEnumerable<string> Files => folder.EnumerateFiles().Select(f => f.Name).Order(StringComparer.Ordinal);

    public string Write(string file, string content)
    {
        File.WriteAllText(this[file], content);
        return this[file];
    }

    public string Write(string file, Problem problem) => Write(file, ProblemFile.Write(problem));

    public string WriteSample(string file, int crews = 2, int stages = 4, int days = 2, double load = 0.8, int seed = 1) =>
        Write(file, SampleBase.Generate(new() { Crews = crews, Stages = stages, Days = days, Load = load, Seed = seed }));

    public void Dispose() => folder.Delete(recursive: true);
}
