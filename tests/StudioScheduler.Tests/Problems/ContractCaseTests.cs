using System.Text.Json;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Tests.Problems;

/// <summary>The contract's cases: bad input is refused, everything else is read.</summary>
public sealed class ContractCaseTests
{
    public static TheoryData<string> Cases => [.. Instances.CaseNames()];

    [Fact]
    public void There_are_234_cases() => Assert.Equal(234, Instances.CaseNames().Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_refused_if_and_only_if_it_is_bad_input(string name)
    {
        using var document = JsonDocument.Parse(Instances.Case(name));
        var isBad = document.RootElement.GetProperty("expect").TryGetProperty("bad", out _);

        var problem = ProblemFile.Read(document.RootElement.GetProperty("problem").GetRawText());
        IEnumerable<Fault> faults = problem.Faults;
        if (problem.IsGood)
        {
            faults = ScheduleFile.Read(document.RootElement.GetProperty("schedule").GetRawText(), ProblemIndex.Of(problem.Value)).Faults;
        }

        Assert.Equal(isBad, faults.Any());
        Assert.All(faults, FaultTexts.AssertSaid);    }
}
