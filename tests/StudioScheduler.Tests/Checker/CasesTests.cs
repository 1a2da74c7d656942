using System.Text.Json;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Tests.Problems;

namespace StudioScheduler.Tests.Checker;

/// <summary>The contract's cases: what each must count, by our own reader and rules. Bad input is refused.</summary>
public class CasesTests
{
    public static TheoryData<string> Cases => [.. Instances.CaseNames()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_counts_what_it_says(string name)
    {
        using var document = JsonDocument.Parse(Instances.Case(name));
        var (problem, schedule, expect) = (Text("problem"), Text("schedule"), document.RootElement.GetProperty("expect"));
        var read = ProblemFile.Read(problem);
        var planned = read.IsGood ? ScheduleFile.Read(schedule, ProblemIndex.Of(read.Value)) : null;
        if (expect.TryGetProperty("bad", out _))
        {
            Assert.False(planned?.IsGood ?? false);
            return;
        }

        var evaluation = Evaluator.Evaluate(Placements.Of(planned!.Required(), ProblemIndex.Of(read.Required())));

        Assert.Equal(Counts(expect.GetProperty("violations")), evaluation.Violations.GroupBy(v => v.Rule).ToDictionary(g => g.Key, g => (long)g.Count()));
        Assert.Equal(Score(expect), evaluation.Score);
        Assert.Equal(planned.Value!.Score, evaluation.Score);
        Assert.All(Counts(expect.GetProperty("parts")), part => Assert.Contains((part.Key, part.Value), evaluation.Parts));

        string Text(string member) => document.RootElement.GetProperty(member).GetRawText();
    }

    private static Dictionary<string, long> Counts(JsonElement counts) =>
        counts.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64(), StringComparer.Ordinal);

    private static Score Score(JsonElement expect) =>
        new(expect.GetProperty("hard").GetInt64(), expect.GetProperty("medium").GetInt64(), expect.GetProperty("soft").GetInt64());
}
