using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Changes;

/// <summary>What if: edits of a problem, one after the other.</summary>
public sealed record ProblemChanges(ImmutableArray<ProblemChange> Changes)
{
    public const string Format = "studio-changes/1";

    /// <summary>
    /// The changed problem, valid, or the faults: those of a change have paths like <c>changes[2].close.stage</c>, those of the problem
    /// that would come out have its paths.
    /// </summary>
    public Reading<Problem> Apply(Problem problem)
    {
        var faults = new FaultCollector();
        var place = Place.Root.Member("changes");
        JsonNode? file = null;
        for (var i = 0; i < Changes.Length; i++)
        {
            if (Changes[i] is SetValue set)
            {
                // consecutive sets share one file: writing and reading a large base costs some 100 ms
                file ??= JsonNode.Parse(ProblemFile.Write(problem))!;
                JsonEdit.Set(file, set, place.Item(i), faults);
                continue;
            }

            if (file is not null)
            {
                if (faults.Count > 0)
                {
                    break;
                }

                var reading = ProblemFile.Read(file.ToJsonString());
                if (!reading.IsGood)
                {
                    return reading;
                }

                (problem, file) = (reading.Value, null);
            }

            problem = new ChangeStep(problem, place.Item(i), faults).Apply(Changes[i]);
        }

        return faults.Count > 0 ? faults.Reading<Problem>(null)
            : file is not null ? ProblemFile.Read(file.ToJsonString())
            : ProblemValidation.Of(problem);
    }
}
