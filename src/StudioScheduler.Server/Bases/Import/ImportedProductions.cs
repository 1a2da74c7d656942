using System.Globalization;
using StudioScheduler.Domain.Problems;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Bases.Import;

internal static class ImportedProductions
{
    /// <summary>By the name that the file gives them, in the order of its crews.</summary>
    public static IReadOnlyDictionary<string, Model.Production> Of(Problem problem, string baseId) => problem.Crews.Select(c => c.Production)
        .Concat(problem.Blocks.Select(b => b.Production)).Distinct(StringComparer.Ordinal)
        .Select((title, i) => new Model.Production
        {
            BaseId = baseId, Id = string.Create(CultureInfo.InvariantCulture, $"prod-{i + 1:000}"), Title = title,
        })
        .ToDictionary(p => p.Title, StringComparer.Ordinal);
}
